using Embedded.Storage;

namespace PlatformDeployer.Simulation.World;

/// <summary>A file of a simulated disk.</summary>
internal sealed class SimulatedFile(SimulatedDisk disk, ILogFile file, string name, DiskFaults faults) : ILogFile
{
    // A medium that lies about a snapshot takes everything with it, and nothing could be asked of what is left.
    private readonly bool _mayLoseSyncs = LogFileName.TryParseSegment(name, out _);
    private bool _isAtRisk;

    public long Length => file.Length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        byte[] whole = bytes.ToArray();
        if (faults.IsFull)
        {
            disk.Step("append", () => file.Append(whole.AsSpan(0, faults.Chance.Next(whole.Length))));
            throw new IOException("There is no space left on the device.");
        }

        disk.Step("append", () => file.Append(whole));
    }

    public void Truncate(long length) => disk.Step("truncate", () => file.Truncate(length));

    public void Sync() => disk.Step("sync", () =>
    {
        if (_mayLoseSyncs && faults.SyncsToLose > 0)
        {
            faults.SyncsToLose--;
            Risk(true);
            return;
        }

        file.Sync();
        Risk(false);
    });

    public void Dispose() => file.Dispose();

    private void Risk(bool isAtRisk)
    {
        faults.FilesAtRisk += (isAtRisk ? 1 : 0) - (_isAtRisk ? 1 : 0);
        _isAtRisk = isAtRisk;
    }
}
