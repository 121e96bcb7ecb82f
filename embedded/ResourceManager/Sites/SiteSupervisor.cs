using Embedded.ResourceManager.Operations;
using Embedded.ResourceManager.Resources;
using Microsoft.Extensions.Logging;

namespace Embedded.ResourceManager.Sites;

/// <summary>
/// Keeps the running function apps as the sites say: deployed, restarted when their settings change, stopped, deleted. What is begun is not
/// left half done when the client that asked goes away; it ends with the Resource Manager alone.
/// </summary>
internal sealed partial class SiteSupervisor(
    ResourceStore store, IFunctionAppRuntime runtime, TimeProvider clock, ILogger logger, CancellationToken lifetime)
{
    private const int StartsAtOnceMax = 4;
    private const int ErrorLengthMax = 4_096;

    private readonly SiteTurns _turns = new();
    private readonly LimitedRuntime _runtime = new(runtime, clock, lifetime);

    /// <summary>Starts what should be running, as after the start of the process.</summary>
    public async Task StartAllAsync(CancellationToken cancellationToken)
    {
        ResourceId[] sites = store.Peek(state => state.Resources.All()
            .Where(record => record.Id.Type == SiteFacts.SiteType && SiteFacts.PackageOf(record) is not null && SiteFacts.MayRun(state, record))
            .Select(record => record.Id)
            .ToArray());
        ParallelOptions options = new() { MaxDegreeOfParallelism = StartsAtOnceMax, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(sites, options, async (site, _) => await RestartAsync(site).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Does what an operation means for running apps and their data; a failure is the operation's.</summary>
    public async Task<(OperationError? Error, SiteDeployed? Deployed)> CarryOutAsync(OperationRecord operation)
    {
        if (operation.Kind == OperationKind.Delete)
            return (await RemoveAllAsync(operation.Target).ConfigureAwait(false), null);
        return operation.Target.Type == SiteFacts.ExtensionType ? await DeployAsync(operation.Target).ConfigureAwait(false) : (null, null);
    }

    /// <summary>Restarts a site that runs when it, or its settings, changed.</summary>
    public async Task OnChangedAsync(ResourceId changed)
    {
        ResourceId? site = changed.Type == SiteFacts.SiteType ? changed : changed.Type == SiteFacts.ConfigType ? changed.Parent : null;
        if (site is not null)
            await RestartAsync(site).ConfigureAwait(false);
    }

    /// <summary>Stops a site by its owner's wish, and starts none of its own until told.</summary>
    public async Task StopAsync(ResourceId site)
    {
        await MarkAsync(site, record => record with { Hidden = record.Hidden.SetItem(SiteFacts.Stopped, "true") }).ConfigureAwait(false);
        using IDisposable turn = await _turns.TakeAsync(site, lifetime).ConfigureAwait(false);
        if (!store.Peek(state => state.Resources.TryFind(site, out ResourceRecord? record) && SiteFacts.IsStopped(record)))
            return;
        await _runtime.StopAsync(IdOf(site)).ConfigureAwait(false);
    }

    public async Task StartAsync(ResourceId site)
    {
        await MarkAsync(site, record => record with { Hidden = record.Hidden.Remove(SiteFacts.Stopped) }).ConfigureAwait(false);
        await RestartAsync(site).ConfigureAwait(false);
    }

    /// <summary>Stops and starts a site that has a package and may run. A start that fails is recorded at the site, as Azure does.</summary>
    public async Task RestartAsync(ResourceId site)
    {
        using IDisposable turn = await _turns.TakeAsync(site, lifetime).ConfigureAwait(false);
        SiteStart? start = store.Peek(state => state.Resources.TryFind(site, out ResourceRecord? record) && SiteFacts.MayRun(state, record)
            && SiteFacts.PackageOf(record) is { } package ? SiteFacts.StartOf(state, record, package) : null);
        if (start is null)
            return;
        SiteEndpoint endpoint;
        try
        {
            endpoint = await _runtime.RestartAsync(start).ConfigureAwait(false);
        }
        catch (Exception e) when (!lifetime.IsCancellationRequested)
        {
            LogStartFailed(logger, start.SiteResourceId, e);
            await MarkAsync(site, record => record with { Hidden = record.Hidden.SetItem(SiteFacts.StartError, Shortened(e.Message)) }).ConfigureAwait(false);
            return;
        }

        await MarkAsync(site, new SiteDeployed(site, endpoint, start.PackageUri).ApplyTo).ConfigureAwait(false);
    }

    private async Task<(OperationError? Error, SiteDeployed? Deployed)> DeployAsync(ResourceId extension)
    {
        ResourceId site = extension.Parent!;
        using IDisposable turn = await _turns.TakeAsync(site, lifetime).ConfigureAwait(false);
        (SiteStart? start, bool mayRun) = store.Peek(state =>
            state.Resources.TryFind(extension, out ResourceRecord? record) && state.Resources.TryFind(site, out ResourceRecord? owner)
                ? (SiteFacts.StartOf(state, owner, new Uri(record.TextProperty("packageUri")!)), SiteFacts.MayRun(state, owner))
                : (null, false));
        if (start is null)
            return (new OperationError("ResourceNotFound", $"The site '{site}' is gone."), null);
        if (!mayRun)
            return (null, new SiteDeployed(site, Endpoint: null, start.PackageUri));
        try
        {
            return (null, new SiteDeployed(site, await _runtime.RestartAsync(start).ConfigureAwait(false), start.PackageUri));
        }
        catch (Exception e) when (!lifetime.IsCancellationRequested)
        {
            LogStartFailed(logger, start.SiteResourceId, e);
            return (new OperationError("DeploymentFailed", Shortened(e.Message)), null);
        }
    }

    /// <summary>Stops the sites in a scope, then removes the data of the storage accounts in it. The first failure ends it.</summary>
    private async Task<OperationError?> RemoveAllAsync(ResourceId scope)
    {
        foreach (ResourceRecord site in InScope(scope, SiteFacts.SiteType))
        {
            using IDisposable turn = await _turns.TakeAsync(site.Id, lifetime).ConfigureAwait(false);
            if (await TryRemoveAsync(site, _runtime.DeleteAsync(site.Id.Text)).ConfigureAwait(false) is { } error)
                return error;
        }

        foreach (ResourceRecord account in InScope(scope, SiteFacts.StorageAccountType))
        {
            if (await TryRemoveAsync(account, _runtime.DeleteStorageAsync(account.Id.Name)).ConfigureAwait(false) is { } error)
                return error;
        }

        return null;
    }

    private async Task<OperationError?> TryRemoveAsync(ResourceRecord resource, Task removal)
    {
        try
        {
            await removal.ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (!lifetime.IsCancellationRequested)
        {
            LogDeleteFailed(logger, resource.Id.Text, e);
            return new OperationError("InternalServerError", Shortened($"'{resource.Id.Name}' could not be deleted: {e.Message}"));
        }
    }

    private ResourceRecord[] InScope(ResourceId scope, ResourceType type)
        => store.Peek(state => state.Resources.Subtree(scope).Where(record => record.Id.Type == type).ToArray());

    private string IdOf(ResourceId site) => store.Peek(state => state.Resources.Find(site)?.Id.Text) ?? site.Text;

    private static string Shortened(string message) => message.Length <= ErrorLengthMax ? message : message[..ErrorLengthMax];

    private Task<bool> MarkAsync(ResourceId site, Func<ResourceRecord, ResourceRecord> change)
        => store.ChangeAsync(state => state.Resources.TryFind(site, out ResourceRecord? record)
            ? new StoreDecision<bool>(new StoreBatch { At = clock.GetUtcNow(), Put = [change(record)] }, true)
            : new StoreDecision<bool>(null, false));

    [LoggerMessage(10, LogLevel.Error, "The site {SiteId} did not start")]
    private static partial void LogStartFailed(ILogger logger, string siteId, Exception exception);

    [LoggerMessage(11, LogLevel.Error, "{ResourceId} could not be deleted")]
    private static partial void LogDeleteFailed(ILogger logger, string resourceId, Exception exception);
}
