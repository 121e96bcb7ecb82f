using System.Globalization;
using Embedded.ResourceManager.Profiles;
using PlatformDeployer.Simulation.World;

namespace PlatformDeployer.Simulation.Machine;

/// <summary>What goes wrong around the platforms.</summary>
internal static class MachineFaults
{
    /// <summary>Calls of the Resource Manager that fail, each in its way, in such a share of all.</summary>
    public static IReadOnlyList<FaultRule> Cloud(Random chance)
    {
        FaultRule[] kinds =
        [
            new() { Kind = FaultKind.Status, Status = 429, Code = "TooManyRequests", Message = "Slow down.", RetryAfterSeconds = 1 },
            new() { Kind = FaultKind.Status, Status = 429, Code = "SubscriptionRequestsThrottled", Message = "Slow down." },
            new() { Kind = FaultKind.Status, Status = 500, Code = "InternalServerError", Message = "Something broke." },
            new() { Kind = FaultKind.Status, Status = 409, Code = "AnotherOperationInProgress", Message = "Another operation is in progress." },
            new() { Kind = FaultKind.DropBefore },
            new() { Kind = FaultKind.DropAfter },
            new() { Kind = FaultKind.Hang, HangSeconds = 60 },
            new() { Kind = FaultKind.OperationFails, Status = 409, Code = "Conflict", Message = "The operation failed." },
        ];
        double share = chance.NextDouble() * 0.15;
        return [.. kinds.Where(_ => chance.Next(2) == 0).Select(kind => kind with { Probability = share })];
    }

    public static void Spoil(NetworkFaults network, Random chance)
    {
        network.LongestDelay = TimeSpan.FromMilliseconds(chance.Next(3) switch { 0 => 2, 1 => 200, _ => 4_000 });
        network.LostRequests = chance.NextDouble() * 0.3;
        network.LostAnswers = chance.NextDouble() * 0.3;
        network.Doubles = chance.NextDouble() * 0.3;
    }

    public static void Mend(NetworkFaults network)
    {
        network.LongestDelay = TimeSpan.FromMilliseconds(2);
        network.LostRequests = 0;
        network.LostAnswers = 0;
        network.Doubles = 0;
    }

    public static void Jump(SimulatedClock world, Random chance, Trace trace)
    {
        TimeSpan span = TimeSpan.FromMinutes(chance.Next(-90, 90));
        trace.Add(string.Create(CultureInfo.InvariantCulture, $"the clock jumps by {span:c}"));
        world.Jump(span);
    }
}
