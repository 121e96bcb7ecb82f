namespace Embedded.Tables.Store;

/// <summary>Where an exception carries which write of a transaction was refused.</summary>
internal static class TransactionFailure
{
    public const string IndexKey = "FailedEntity";
}
