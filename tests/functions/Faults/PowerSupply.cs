namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>Counts steps and fails all from a chosen one on.</summary>
internal sealed class PowerSupply
{
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _steps;
    private long _cutAt = long.MaxValue;

    public Task Lost => _lost.Task;

    public long Steps => Interlocked.Read(ref _steps);

    public void CutAfter(long steps) => Interlocked.Exchange(ref _cutAt, Steps + steps);

    public void Cut() => _lost.TrySetResult();

    /// <summary>Takes one step.</summary>
    /// <exception cref="IOException">Power is lost.</exception>
    public void Step()
    {
        if (Interlocked.Increment(ref _steps) > Interlocked.Read(ref _cutAt)) Cut();
        if (_lost.Task.IsCompleted) throw new IOException("Power is lost.");
    }
}
