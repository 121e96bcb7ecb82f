using Microsoft.Extensions.Hosting;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Links;

/// <summary>This platform's own record in its registry, written from its charter when it first starts. A root is active at once, a child when its parent says so.</summary>
/// <param name="charter">Who this platform is.</param>
/// <param name="registry">Where the record is.</param>
/// <param name="ownEndpoint">Where this platform is reached.</param>
public sealed class OwnRecord(PlatformCharter charter, IPlatformRegistry registry, IOwnEndpoint ownEndpoint) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => EnsureAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Writes the record unless it is there; what the charter or the address have changed since is taken over.</summary>
    internal async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (await registry.FindAsync(charter.Id, cancellationToken) is null && await registry.MergeAsync(Create(), cancellationToken)) return;
        await registry.UpdateAsync(charter.Id, TakeOver, cancellationToken);
    }

    private PlatformRecord Create() => new()
    {
        Id = charter.Id,
        Path = charter.Path,
        ParentId = charter.Parent?.Id,
        State = charter.Parent is null ? PlatformState.Active : PlatformState.Activating,
        Template = charter.Template,
        Region = charter.Region,
        Endpoint = ownEndpoint.Address.AbsoluteUri,
        ResourceGroup = charter.ResourceGroup,
        Configuration = charter.Configuration,
        Limits = charter.Limits,
        Health = new PlatformHealth { Status = HealthStatus.Healthy },
        CreatedAt = charter.CreatedAt,
        UpdatedAt = charter.CreatedAt,
    };

    private PlatformRecord? TakeOver(PlatformRecord record)
    {
        bool same = record.Template == charter.Template && record.Endpoint == ownEndpoint.Address.AbsoluteUri && PlatformStamp.Of(record) == PlatformStamp.Of(charter);
        return same ? null : record with
        {
            Template = charter.Template,
            Endpoint = ownEndpoint.Address.AbsoluteUri,
            Configuration = charter.Configuration,
            Limits = charter.Limits,
        };
    }
}
