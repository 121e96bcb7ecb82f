using Embedded.Functions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using PlatformDeployer.Azure.Registry;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Simulation.Machine;

/// <summary>What one running platform has written down.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="Children">Its own children, those that have ended included.</param>
/// <param name="All">All platforms it knows.</param>
/// <param name="Usage">What it has given out of its limits.</param>
/// <param name="Allocated">What its living children have got of them.</param>
internal sealed record PlatformBook(PlatformCharter Owner, IReadOnlyList<PlatformRecord> Children, IReadOnlyList<PlatformRecord> All, LineageUsage Usage, long Allocated)
{
    /// <summary>Whether a child counts for the limits: it lives, or something of it could not be removed.</summary>
    public static bool HoldsShare(PlatformRecord child) => PlatformTransitions.IsLiving(child.State) || child.HasLeftovers;

    public static async Task<PlatformBook> ReadAsync(AppInstance app)
    {
        PlatformCharter owner = app.Services.GetRequiredService<PlatformCharter>();
        IPlatformRegistry registry = app.Services.GetRequiredService<IPlatformRegistry>();
        RegistryTables tables = app.Services.GetRequiredService<RegistryTables>();
        while (true)
        {
            // Whoever is let in or ends changes the row of the shares with it: as long as that stands, what is read between belongs to it.
            UsageRow before = UsageRow.Read(await tables.FindAsync(RowKeys.Usage, CancellationToken.None));
            RegistryPage page = await registry.QueryAsync(new PlatformQuery { Top = 1000 }, CancellationToken.None);
            UsageRow after = UsageRow.Read(await tables.FindAsync(RowKeys.Usage, CancellationToken.None));
            if (before != after) continue;
            PlatformRecord[] children = [.. page.Platforms.Where(platform => platform.ParentId == owner.Id)];
            long allocated = children.Where(HoldsShare).Sum(NameRow.ShareOf);
            return new PlatformBook(owner, children, page.Platforms, after.Usage, allocated);
        }
    }
}
