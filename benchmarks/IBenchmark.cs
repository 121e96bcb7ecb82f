namespace PlatformDeployer.Benchmarks;

/// <summary>One thing that is measured.</summary>
internal interface IBenchmark
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, in a line.</summary>
    string Description { get; }

    /// <summary>Measures and says what it found.</summary>
    Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken);
}
