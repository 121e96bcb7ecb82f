using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Orchestrations.Heal;
using PlatformDeployer.Orchestrations.Operations;
using PlatformDeployer.Orchestrations.Spawn;
using PlatformDeployer.Orchestrations.Tests.Fakes;

namespace PlatformDeployer.Orchestrations.Tests.Replay;

/// <summary>What orchestrators do in a life, by name: each is run to make recordings of it.</summary>
internal static class ReplayScenarios
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static IReadOnlyDictionary<string, Func<Workshop, Task>> All { get; } = new Dictionary<string, Func<Workshop, Task>>(StringComparer.Ordinal)
    {
        ["spawn-succeeds"] = workshop => workshop.SpawnAsync(),
        ["spawn-polls-and-tries-again"] = SpawnSlowlyAsync,
        ["spawn-fails-and-is-undone"] = SpawnAndFailAsync,
        ["spawn-is-cancelled"] = SpawnAndCancelAsync,
        ["monitor-starts-a-stopped-site"] = HealStoppedAsync,
        ["monitor-makes-a-lost-group-anew"] = HealGroupAsync,
        ["retire-alone"] = RetireAsync,
        ["retire-through-a-living-child"] = RetireThroughChildAsync,
        ["retire-over-a-dead-child"] = RetireOverDeadChildAsync,
        ["retire-finds-a-child-that-is-not-to-go"] = RetireNotCascadingAsync,
        ["retire-is-refused-by-the-cloud"] = RetireLockedAsync,
    };

    private static async Task SpawnSlowlyAsync(Workshop workshop)
    {
        workshop.Cloud.PollsPerPut = 2;
        workshop.Cloud.Fail("/store", FailureClass.Transient, "TooManyRequests");
        int asked = 0;
        workshop.Link.Readiness = _ => Interlocked.Increment(ref asked) < 2 ? throw new PlatformLinkException(LinkFailure.Refused, "not yet") : Workshop.Ready;
        await workshop.SpawnAsync();
    }

    private static Task SpawnAndFailAsync(Workshop workshop)
    {
        workshop.Cloud.Fail("/site", FailureClass.Quota, "QuotaExceeded");
        return workshop.SpawnAsync();
    }

    private static async Task SpawnAndCancelAsync(Workshop workshop)
    {
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        workshop.Cloud.BeforePut = async id =>
        {
            if (!id.EndsWith("/identity", StringComparison.Ordinal)) return;
            reached.TrySetResult();
            await go.Task;
        };
        await workshop.SpawnAsync(async _ =>
        {
            await reached.Task.WaitAsync(Limit);
            await SpawnStart.CancelAsync(workshop.Client, Samples.ChildId, CancellationToken.None);
            go.SetResult();
        });
    }

    private static async Task HealStoppedAsync(Workshop workshop)
    {
        await workshop.SpawnAsync();
        workshop.Cloud.Site = workshop.Cloud.Site with { Running = false };
        await HealAsync(workshop);
    }

    private static async Task HealGroupAsync(Workshop workshop)
    {
        await workshop.SpawnAsync();
        await workshop.Cloud.StartDeleteGroupAsync("rg-acme", CancellationToken.None);
        await HealAsync(workshop);
    }

    private static async Task HealAsync(Workshop workshop)
    {
        Task healed = workshop.Registry.WhenAsync(Samples.ChildId, platform => platform is { State: PlatformState.Active, Health.Incidents: [{ RepairedAt: not null }, ..] });
        await MonitorStart.WakeAsync(workshop.Client, Samples.ChildId, "test", CancellationToken.None);
        await healed.WaitAsync(Limit);
    }

    private static async Task RetireAsync(Workshop workshop)
    {
        if (!workshop.Cloud.Groups.ContainsKey("rg-acme")) await workshop.SpawnAsync();
        await workshop.RetireAsync();
    }

    private static Task RetireThroughChildAsync(Workshop workshop)
    {
        int asked = 0;
        workshop.Link.Children = _ => [Samples.View(Samples.GrandchildId, "west")];
        workshop.Link.Retire = id => Interlocked.Increment(ref asked) < 2 ? OperationIds.Retire(id) : null;
        return RetireAsync(workshop);
    }

    private static async Task RetireOverDeadChildAsync(Workshop workshop)
    {
        await workshop.SpawnAsync();
        workshop.Link.Readiness = _ => throw new PlatformLinkException(LinkFailure.Refused, "dead");
        workshop.AddBelow(Samples.GrandchildId, "/root/acme/west", Samples.ChildId, "rg-west");
        await RetireAsync(workshop);
    }

    private static async Task RetireNotCascadingAsync(Workshop workshop)
    {
        await workshop.SpawnAsync();
        workshop.Link.Children = _ => [Samples.View(Samples.GrandchildId, "late")];
        await workshop.RetireAsync(cascade: false);
    }

    private static Task RetireLockedAsync(Workshop workshop)
    {
        workshop.Cloud.Fail("delete:rg-acme", FailureClass.Policy, "ScopeLocked");
        return RetireAsync(workshop);
    }
}
