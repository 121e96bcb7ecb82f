namespace PlatformDeployer.Simulation.World;

/// <summary>How the network of a machine behaves.</summary>
internal sealed class NetworkFaults
{
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>The share of requests that never arrive.</summary>
    public double LostRequests { get; set; }

    /// <summary>The share of answers that never arrive.</summary>
    public double LostAnswers { get; set; }

    /// <summary>The share of requests that arrive once more, later.</summary>
    public double Doubles { get; set; }
}
