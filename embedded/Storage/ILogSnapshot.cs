namespace Embedded.Storage;

/// <summary>A participant's state at one moment, written in the background.</summary>
internal interface ILogSnapshot
{
    /// <summary>Writes the records which, applied to an empty participant, give the state. The size depends on what lives, not on what happened.</summary>
    void WriteTo(ISnapshotWriter writer);
}
