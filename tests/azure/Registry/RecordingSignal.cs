using PlatformDeployer.Azure.Messaging;

namespace PlatformDeployer.Azure.Tests.Registry;

internal sealed class RecordingSignal : IReportSignal
{
    private int _raised;

    public int Raised => _raised;

    public int Lowered { get; private set; }

    public Task RaiseAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _raised);
        return Task.CompletedTask;
    }

    public void Lower() => Lowered++;
}
