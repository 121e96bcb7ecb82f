using Embedded.Storage;

namespace Embedded.Host;

/// <summary>Where a machine keeps what its parts write.</summary>
internal interface IMachineStorage
{
    /// <summary>A folder on a real disk for files that are not on a log; null where there is none.</summary>
    string? Folder { get; }

    /// <summary>Opens a place by its name, made when it is not there.</summary>
    ILogDisk Open(string name);

    /// <summary>Removes a place and all in it.</summary>
    void Delete(string name);
}
