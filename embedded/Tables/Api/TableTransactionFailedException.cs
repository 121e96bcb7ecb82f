#nullable disable // As the official API, which says nothing about null.
using Embedded.Tables.Store;

namespace Azure.Data.Tables;

public class TableTransactionFailedException : RequestFailedException
{
    private readonly int? _index;

    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(requestFailedException.Status, requestFailedException.Message, requestFailedException.ErrorCode, requestFailedException.InnerException) =>
        _index = requestFailedException.Data[TransactionFailure.IndexKey] as int?;

    public int? FailedTransactionActionIndex => _index;
}
