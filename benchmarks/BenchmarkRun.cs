namespace PlatformDeployer.Benchmarks;

/// <summary>What a benchmark is given: where it may write, the clock, and where its figures go.</summary>
internal sealed record BenchmarkRun(string Folder, TimeProvider Time, TextWriter Output)
{
    private int _folders;

    /// <summary>A folder of its own for a part of a benchmark.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(Folder, $"{name}-{Interlocked.Increment(ref _folders)}")).FullName;

    /// <summary>A figure.</summary>
    public void Figure(string name, string value) => Output.WriteLine($"  {name,-58} {value}");

    /// <summary>A figure that has a target.</summary>
    public void Figure(string name, string value, string target, bool isMet) => Figure(name, $"{value}   [target {target}: {(isMet ? "met" : "MISSED")}]");

    /// <summary>What keeps the figures from being better.</summary>
    public void LimitedBy(string what) => Output.WriteLine($"  limited by: {what}");

    /// <summary>The time that something takes.</summary>
    public async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        long began = Time.GetTimestamp();
        await work();
        return Time.GetElapsedTime(began);
    }

    /// <summary>Waits until something holds, and looks often enough not to distort what is measured in tens of milliseconds.</summary>
    /// <exception cref="TimeoutException">It did not hold within the limit.</exception>
    public async Task UntilAsync(Func<Task<bool>> holds, TimeSpan pause, TimeSpan limit, string what, CancellationToken cancellationToken)
    {
        long began = Time.GetTimestamp();
        while (!await holds())
        {
            if (Time.GetElapsedTime(began) > limit) throw new TimeoutException($"Not within {limit.TotalSeconds:F0} s: {what}.");
            await Task.Delay(pause, Time, cancellationToken);
        }
    }
}
