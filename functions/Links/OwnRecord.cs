using Microsoft.Extensions.Hosting;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Settings;

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
        PlatformRecord? known = await registry.FindAsync(charter.Id, cancellationToken);
        if (known is null && await registry.MergeAsync(Create(), cancellationToken)) return;
        if (known is not null && known.Path != charter.Path) throw OtherPath(known);
        await registry.UpdateAsync(charter.Id, TakeOver, cancellationToken);
    }

    // What stands below it has the former name in its paths, and would be found under neither.
    private SettingException OtherPath(PlatformRecord known) => new(
        $"The data belongs to the platform {known.Path}, and the settings name it {charter.Path}. A platform keeps its name: put Platform:Root:Name back, or begin with empty data.");

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
