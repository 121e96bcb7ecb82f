using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Orchestrations.Tests.Fakes;

/// <summary>A cloud in memory that does what a test tells it to.</summary>
internal sealed class ScriptedCloud : ICloudProvisioner
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ProvisioningFailure>> _failures = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _polls = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, JsonObject> Resources { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ConcurrentDictionary<string, bool> Groups { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every request, in the order they came: <c>put ID</c>, <c>delete ID</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>How often a put is answered with "in progress" before it stands.</summary>
    public int PollsPerPut { get; set; }

    /// <summary>Told before a put is taken; may wait.</summary>
    public Func<string, Task> BeforePut { get; set; } = _ => Task.CompletedTask;

    public SiteObservation Site { get; set; } = new(true, true, "http://child.test/");

    public int SiteStarts { get; private set; }

    public int SiteRestarts { get; private set; }

    /// <summary>The next request about an id ending in this fails so.</summary>
    public void Fail(string idSuffix, FailureClass kind, string code, TimeSpan? retryAfter = null) => _failures
        .GetOrAdd(idSuffix, _ => new ConcurrentQueue<ProvisioningFailure>())
        .Enqueue(new ProvisioningFailure(kind, code, $"{code} was asked for.", idSuffix, retryAfter));

    public Task<ProvisioningProgress> CreateGroupAsync(
        string group, string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        Requests.Enqueue("group " + group);
        if (NextFailure(group) is { } failure) return Task.FromResult(failure);
        Groups[group] = true;
        return Task.FromResult(Done(new JsonObject { ["name"] = group }));
    }

    public async Task<ProvisioningProgress> StartPutAsync(ResourceTarget target, JsonObject body, CancellationToken cancellationToken)
    {
        await BeforePut(target.Id);
        Requests.Enqueue("put " + target.Id);
        if (NextFailure(target.Id) is { } failure) return failure;
        JsonObject resource = (JsonObject)body.DeepClone();
        resource["id"] = target.Id;
        if (PollsPerPut == 0)
        {
            Resources[target.Id] = resource;
            return Done(resource);
        }

        Resources.TryAdd("pending:" + target.Id, resource);
        return new ProvisioningProgress(ProvisioningPhase.InProgress, "put:" + target.Id, TimeSpan.FromMilliseconds(1));
    }

    public Task<ProvisioningProgress> StartDeleteGroupAsync(string group, CancellationToken cancellationToken)
    {
        Requests.Enqueue("delete " + group);
        if (NextFailure("delete:" + group) is { } failure) return Task.FromResult(failure);
        Groups.TryRemove(group, out _);
        foreach (string id in Resources.Keys.Where(id => id.Contains($"/resourceGroups/{group}/", StringComparison.OrdinalIgnoreCase))) Resources.TryRemove(id, out _);
        return Task.FromResult(Done([]));
    }

    public Task<ProvisioningProgress> StartDeleteAsync(ResourceTarget target, CancellationToken cancellationToken)
    {
        Requests.Enqueue("delete " + target.Id);
        Resources.TryRemove(target.Id, out _);
        return Task.FromResult(Done([]));
    }

    public Task<ProvisioningProgress> PollAsync(string token, CancellationToken cancellationToken)
    {
        string id = token["put:".Length..];
        if (NextFailure("poll:" + id) is { } failure) return Task.FromResult(failure);
        if (_polls.AddOrUpdate(id, 1, (_, polls) => polls + 1) < PollsPerPut)
        {
            return Task.FromResult(new ProvisioningProgress(ProvisioningPhase.InProgress, token, TimeSpan.FromMilliseconds(1)));
        }

        Resources.TryRemove("pending:" + id, out JsonObject? resource);
        Resources[id] = resource!;
        return Task.FromResult(Done(resource!));
    }

    public Task<IReadOnlySet<string>?> ListGroupAsync(string group, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>?>(Groups.ContainsKey(group) ? Resources.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase) : null);

    public Task<IReadOnlySet<string>> FindExistingAsync(IReadOnlyList<ResourceTarget> targets, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>>(targets.Select(target => target.Id).Where(Resources.ContainsKey).ToHashSet(StringComparer.OrdinalIgnoreCase));

    public Task<JsonObject?> ReadAsync(ResourceTarget target, CancellationToken cancellationToken) => Task.FromResult(Resources.GetValueOrDefault(target.Id));

    public Task<IReadOnlyDictionary<string, int>> CountByPlatformAsync(string parentId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, int>>(Resources.Values
            .Select(resource => (string?)resource["tags"]?["platform-id"])
            .OfType<string>()
            .CountBy(id => id)
            .ToDictionary(StringComparer.Ordinal));

    public Task<SiteObservation> ObserveSiteAsync(ResourceTarget site, CancellationToken cancellationToken) =>
        Task.FromResult(Resources.ContainsKey(site.Id) ? Site : new SiteObservation(false, false, null));

    public Task<ProvisioningFailure?> StartSiteAsync(ResourceTarget site, CancellationToken cancellationToken)
    {
        SiteStarts++;
        Site = Site with { Running = true };
        return Task.FromResult<ProvisioningFailure?>(null);
    }

    public Task<ProvisioningProgress> StopSitesAsync(string group, CancellationToken cancellationToken)
    {
        Requests.Enqueue("stop " + group);
        return Task.FromResult(NextFailure("stop:" + group) ?? Done([]));
    }

    public Task<ProvisioningFailure?> RestartSiteAsync(ResourceTarget site, CancellationToken cancellationToken)
    {
        SiteRestarts++;
        return Task.FromResult<ProvisioningFailure?>(null);
    }

    private static ProvisioningProgress Done(JsonObject resource) => new(ProvisioningPhase.Succeeded, Resource: (JsonObject)resource.DeepClone());

    private ProvisioningProgress? NextFailure(string id)
    {
        foreach ((string suffix, ConcurrentQueue<ProvisioningFailure> queue) in _failures)
        {
            if (id.EndsWith(suffix, StringComparison.Ordinal) && queue.TryDequeue(out ProvisioningFailure? failure))
            {
                return new ProvisioningProgress(ProvisioningPhase.Failed, Failure: failure);
            }
        }

        return null;
    }
}
