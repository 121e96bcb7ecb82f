using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.ResourceManager;
using Azure.ResourceManager.Resources;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Azure.Arm;

/// <summary>
/// Provisions through Azure.ResourceManager. Groups and lists go through the SDK's own types; resources, extensions and actions go as REST through its
/// pipeline, because a generic resource of the SDK has neither an api-version for each call nor a way to be made without a location.
/// Nothing is tried again here: an orchestration does that durably, with the pause the server asked for.
/// </summary>
public sealed class ArmProvisioner : ICloudProvisioner
{
    private const string GroupApiVersion = "2022-09-01";
    private const string SiteApiVersion = "2024-04-01";
    private const int QuestionsAtOnceMax = 8;

    private static readonly ResourceType SiteType = "Microsoft.Web/sites";

    private readonly ArmClient _client;
    private readonly string _subscriptionId;
    private readonly SubscriptionResource _subscription;
    private readonly string _endpointScheme;
    private readonly ArmRequests _requests;
    private readonly FailureReader _failures;
    private readonly OperationPoller _poller;

    /// <summary>Makes a provisioner.</summary>
    /// <param name="client">The Resource Manager's client; its retries should be off.</param>
    /// <param name="subscriptionId">The subscription to provision in.</param>
    /// <param name="endpointScheme">How sites are spoken to: <c>https</c>, or <c>http</c> on one machine.</param>
    /// <param name="time">The clock.</param>
    public ArmProvisioner(ArmClient client, string subscriptionId, string endpointScheme, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(subscriptionId);
        ArgumentException.ThrowIfNullOrEmpty(endpointScheme);
        ArgumentNullException.ThrowIfNull(time);
        _client = client;
        _subscriptionId = subscriptionId;
        _endpointScheme = endpointScheme;
        RestSubscription rest = RestSubscription.Open(client, subscriptionId);
        _subscription = rest.Subscription;
        _requests = new ArmRequests(rest);
        _failures = new FailureReader(time);
        _poller = new OperationPoller(_requests, _failures, time);
    }

    /// <inheritdoc/>
    public Task<ProvisioningProgress> CreateGroupAsync(string group, string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tags);
        var data = new ResourceGroupData(new AzureLocation(region));
        foreach ((string name, string value) in tags) data.Tags[name] = value;
        ResourceTarget target = Group(group);
        return ProgressAsync(target.Id, null, cancellationToken, async () =>
        {
            ArmOperation<ResourceGroupResource> created =
                await _subscription.GetResourceGroups().CreateOrUpdateAsync(WaitUntil.Started, group, data, cancellationToken);
            return await _poller.BeginAsync(OperationKind.Put, target, created.GetRawResponse(), cancellationToken);
        });
    }

    /// <inheritdoc/>
    public Task<ProvisioningProgress> StartPutAsync(ResourceTarget target, JsonObject body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(body);
        return ProgressAsync(target.Id, null, cancellationToken, async () =>
        {
            Response response = await _requests.SendAsync(RequestMethod.Put, target, "", body, cancellationToken);
            return await _poller.BeginAsync(OperationKind.Put, target, response, cancellationToken);
        });
    }

    /// <inheritdoc/>
    public Task<ProvisioningProgress> StartDeleteGroupAsync(string group, CancellationToken cancellationToken) => StartDeleteAsync(Group(group), cancellationToken);

    /// <inheritdoc/>
    public Task<ProvisioningProgress> StartDeleteAsync(ResourceTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        return ProgressAsync(target.Id, null, cancellationToken, async () =>
        {
            Response response = await _requests.SendAsync(RequestMethod.Delete, target, "", null, cancellationToken);
            return await _poller.BeginAsync(OperationKind.Delete, target, response, cancellationToken);
        });
    }

    /// <inheritdoc/>
    public Task<ProvisioningProgress> PollAsync(string token, CancellationToken cancellationToken)
    {
        string target = OperationCheckpoint.Parse(token).ResourceId;
        return ProgressAsync(target, token, cancellationToken, () => _poller.PollAsync(token, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlySet<string>?> ListGroupAsync(string group, CancellationToken cancellationToken)
    {
        ResourceTarget target = Group(group);
        return await AnswerAsync(target.Id, cancellationToken, async () =>
        {
            try
            {
                var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
                AsyncPageable<GenericResource> resources =
                    _client.GetResourceGroupResource(new ResourceIdentifier(target.Id)).GetGenericResourcesAsync(cancellationToken: cancellationToken);
                await foreach (GenericResource resource in resources) ids.Add(resource.Id.ToString());
                return ids;
            }
            catch (RequestFailedException gone) when (gone.Status == 404)
            {
                return null;
            }
        });
    }

    /// <inheritdoc/>
    public async Task<IReadOnlySet<string>> FindExistingAsync(IReadOnlyList<ResourceTarget> targets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var found = new ConcurrentDictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = QuestionsAtOnceMax, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(targets, limits, async (target, stop) =>
        {
            JsonObject? resource = await ReadAsync(target, stop);
            if (resource is not null) found[target.Id] = true;
        });
        return found.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public Task<JsonObject?> ReadAsync(ResourceTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        return AnswerAsync(target.Id, cancellationToken, () => FindAsync(target, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, int>> CountByPlatformAsync(string parentId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(parentId);
        string filter = $"tagName eq '{ResourceTags.Parent}' and tagValue eq '{parentId.Replace("'", "''", StringComparison.Ordinal)}'";
        return await AnswerAsync($"/subscriptions/{_subscriptionId}", cancellationToken, async () =>
        {
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            await foreach (GenericResource resource in _subscription.GetGenericResourcesAsync(filter, cancellationToken: cancellationToken))
            {
                if (!resource.Data.Tags.TryGetValue(ResourceTags.Platform, out string? platform)) continue;
                counts[platform] = counts.GetValueOrDefault(platform) + 1;
            }

            return counts;
        });
    }

    /// <inheritdoc/>
    public async Task<SiteObservation> ObserveSiteAsync(ResourceTarget site, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(site);
        JsonObject? resource = await ReadAsync(site, cancellationToken);
        if (resource is null) return new SiteObservation(Exists: false, Running: false, Endpoint: null);
        string? state = resource["properties"]?["state"]?.GetValue<string>();
        string? host = resource["properties"]?["defaultHostName"]?.GetValue<string>();
        return new SiteObservation(true, string.Equals(state, "Running", StringComparison.OrdinalIgnoreCase), host is null ? null : $"{_endpointScheme}://{host}/");
    }

    /// <inheritdoc/>
    public Task<ProvisioningFailure?> StartSiteAsync(ResourceTarget site, CancellationToken cancellationToken) => ActAsync(site, "/start", cancellationToken);

    /// <inheritdoc/>
    public Task<ProvisioningFailure?> RestartSiteAsync(ResourceTarget site, CancellationToken cancellationToken) => ActAsync(site, "/restart", cancellationToken);

    /// <inheritdoc/>
    public async Task<ProvisioningProgress> StopSitesAsync(string group, CancellationToken cancellationToken)
    {
        IReadOnlySet<string>? ids;
        try
        {
            ids = await ListGroupAsync(group, cancellationToken);
        }
        catch (CloudUnavailableException unavailable)
        {
            return new ProvisioningProgress(ProvisioningPhase.Failed, RetryAfter: unavailable.Failure?.RetryAfter, Failure: unavailable.Failure);
        }

        foreach (string id in (ids ?? ImmutableHashSet<string>.Empty).Where(id => new ResourceIdentifier(id).ResourceType == SiteType))
        {
            ProvisioningFailure? failure = await ActAsync(new ResourceTarget(id, SiteApiVersion), "/stop", cancellationToken);
            if (failure is not null) return new ProvisioningProgress(ProvisioningPhase.Failed, RetryAfter: failure.RetryAfter, Failure: failure);
        }

        return new ProvisioningProgress(ProvisioningPhase.Succeeded);
    }

    private ResourceTarget Group(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new ResourceTarget(ResourceGroupResource.CreateResourceIdentifier(_subscriptionId, name).ToString(), GroupApiVersion);
    }

    private async Task<ProvisioningFailure?> ActAsync(ResourceTarget site, string action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(site);
        try
        {
            Response response = await _requests.SendAsync(RequestMethod.Post, site, action, null, cancellationToken);
            return response.IsError ? _failures.Read(response, site.Id) : null;
        }
        catch (Exception exception) when (FailureReader.IsForeign(exception, cancellationToken))
        {
            return _failures.Read(exception, site.Id);
        }
    }

    private async Task<JsonObject?> FindAsync(ResourceTarget target, CancellationToken cancellationToken)
    {
        Response response = await _requests.SendAsync(RequestMethod.Get, target, "", null, cancellationToken);
        return response.Status switch
        {
            404 => null,
            200 when ArmError.Parse(response.Content) is JsonObject resource => resource,
            _ => throw new CloudUnavailableException(_failures.Read(response, target.Id)),
        };
    }

    private async Task<ProvisioningProgress> ProgressAsync(
        string target, string? token, CancellationToken cancellationToken, Func<Task<ProvisioningProgress>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception exception) when (FailureReader.IsForeign(exception, cancellationToken))
        {
            ProvisioningFailure failure = _failures.Read(exception, target);
            return new ProvisioningProgress(ProvisioningPhase.Failed, Token: token, RetryAfter: failure.RetryAfter, Failure: failure);
        }
    }

    private async Task<T> AnswerAsync<T>(string target, CancellationToken cancellationToken, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception exception) when (FailureReader.IsForeign(exception, cancellationToken))
        {
            throw new CloudUnavailableException(_failures.Read(exception, target), exception);
        }
    }
}
