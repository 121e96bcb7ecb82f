using Embedded.Host;
using Embedded.ResourceManager.Profiles;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>A machine whose cloud can be made to fail.</summary>
internal sealed class FaultyCloud : IAsyncDisposable
{
    private static int s_machines;

    private FaultyCloud(LocalMachine machine)
    {
        Machine = machine;
        Api = new PlatformApi(machine.Root.BaseAddress);
    }

    public LocalMachine Machine { get; }

    public PlatformApi Api { get; }

    /// <summary>What goes wrong from now on.</summary>
    public IReadOnlyList<FaultRule> Faults
    {
        get => Machine.ResourceManager.Faults.Rules;
        set => Machine.ResourceManager.Faults.Rules = value;
    }

    public static async Task<FaultyCloud> StartAsync(
        int seed = 1, IReadOnlyDictionary<string, string>? settings = null, TimeProvider? time = null, ResourceManagerProfile? profile = null) =>
        new(await LocalMachine.StartAsync(
            new LocalMachineOptions
            {
                Name = $"faulty{Interlocked.Increment(ref s_machines)}",
                Storage = new MemoryStorage(),
                Url = "http://127.0.0.1:0",
                Profile = profile ?? ResourceManagerProfile.Fast,
                RootSettings = settings ?? new Dictionary<string, string>(StringComparer.Ordinal),
                Time = time ?? TimeProvider.System,
                Seed = seed,
            },
            CancellationToken.None));

    /// <summary>The ways in which a share of all calls goes wrong, in equal parts.</summary>
    public static IReadOnlyList<FaultRule> Unreliable(double share)
    {
        FaultRule[] kinds =
        [
            new() { Kind = FaultKind.Status, Status = 429, Code = "TooManyRequests", Message = "Slow down.", RetryAfterSeconds = 1 },
            new() { Kind = FaultKind.Status, Status = 429, Code = "SubscriptionRequestsThrottled", Message = "Slow down." },
            new() { Kind = FaultKind.Status, Status = 500, Code = "InternalServerError", Message = "Something broke." },
            new() { Kind = FaultKind.Status, Status = 409, Code = "AnotherOperationInProgress", Message = "Another operation is in progress." },
            new() { Kind = FaultKind.DropBefore },
            new() { Kind = FaultKind.DropAfter },
        ];

        // each rule is drawn only where those before it were not
        double each = 1 - Math.Pow(1 - share, 1.0 / kinds.Length);
        return [.. kinds.Select(kind => kind with { Probability = each })];
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Machine.AbandonAsync();
    }
}
