using Embedded.Storage;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>A file that can be written as long as there is power.</summary>
internal sealed class PoweredFile(ILogFile file, PowerSupply supply) : ILogFile
{
    public long Length => file.Length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        supply.Step();
        file.Append(bytes);
    }

    public void Truncate(long length)
    {
        supply.Step();
        file.Truncate(length);
    }

    public void Sync()
    {
        supply.Step();
        file.Sync();
    }

    public void Dispose() => file.Dispose();
}
