namespace Embedded.Storage;

/// <summary>
/// A state machine whose changes are records of a <see cref="DurableLog"/>. Whoever changes its state holds the log's gate while it checks,
/// appends and applies, so that the order of the records is the order of the changes.
/// </summary>
internal interface ILogParticipant
{
    /// <summary>What its records are told by; never changed once a log exists, and unique in the log.</summary>
    byte Id { get; }

    /// <summary>Applies one record while the log is opened: first the snapshot's, then those appended since.</summary>
    void Apply(ReadOnlySpan<byte> record);

    /// <summary>
    /// Takes hold of the state as it stands, so that it can be written later while the state goes on changing. Called with the gate held:
    /// it copies references, never contents.
    /// </summary>
    ILogSnapshot CaptureSnapshot();
}
