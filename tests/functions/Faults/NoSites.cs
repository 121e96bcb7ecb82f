using Embedded.ResourceManager.Sites;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>Runs no app: for looking into a cloud that stands still.</summary>
internal sealed class NoSites : IFunctionAppRuntime
{
    public Task<SiteEndpoint> StartAsync(SiteStart start, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("No site may start in a cloud that is only looked at.");

    public Task StopAsync(string siteResourceId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DeleteAsync(string siteResourceId, CancellationToken cancellationToken) => Task.CompletedTask;
}
