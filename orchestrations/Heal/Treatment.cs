using System.Text.Json.Nodes;
using Microsoft.DurableTask;
using PlatformDeployer.Domain.Healing;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Domain.Resources;
using PlatformDeployer.Orchestrations.Operations;
using PlatformDeployer.Orchestrations.Provision;
using PlatformDeployer.Orchestrations.Spawn;

namespace PlatformDeployer.Orchestrations.Heal;

/// <summary>Applies one remedy to one platform. Whether it helped is for the next look to say.</summary>
internal sealed class Treatment(TaskOrchestrationContext context, PlatformId id)
{
    private static readonly TimeSpan GroupLimit = TimeSpan.FromMinutes(10);

    public async Task ApplyAsync(Remedy remedy)
    {
        switch (remedy.Kind)
        {
            case RemedyKind.StartSite:
            case RemedyKind.RestartSite:
                await context.CallActivityAsync(nameof(TreatSiteActivity), new SiteTreatment(id, remedy.Kind), ActivityRetry.Options);
                await LocateAsync();
                break;

            case RemedyKind.RedeployTier:
            case RemedyKind.RecreateResources:
                await RecreateAsync(remedy);
                await LocateAsync();
                break;
        }
    }

    // a program that was started anew may listen elsewhere; while nobody can say where, the next look finds it unreachable
    private Task LocateAsync() => context.CallActivityAsync<ProvisioningFailure?>(nameof(LocatePlatformActivity), id, ActivityRetry.Options);

    private async Task RecreateAsync(Remedy remedy)
    {
        StandingResources standing = await context.CallActivityAsync<StandingResources>(
            nameof(ReadStandingActivity), new ReadStandingOrder(id, remedy.PutKeys), ActivityRetry.Options);
        ResourceGraph graph = standing.Graph;
        if (remedy.RecreateGroup)
        {
            var group = new GroupOrder(graph.ResourceGroup, graph.Region, graph.Tags);
            await new DurableRequest(context, null).RunAsync(nameof(CreateGroupActivity), group, graph.ResourceGroupId, GroupLimit);
        }

        foreach (string key in remedy.DeleteKeys)
        {
            var target = new ResourceTarget(graph.IdOf(key), graph.Node(key).ApiVersion);
            await new DurableRequest(context, null).RunAsync(nameof(StartDeleteResourceActivity), target, target.Id, GroupLimit);
        }

        var run = new GraphRun(context, graph, (_, _) => { });
        foreach ((string key, JsonObject resource) in standing.Resources) run.Outputs[key] = resource;
        HashSet<string> keys = remedy.PutKeys.ToHashSet(StringComparer.Ordinal);
        run.Start(keys);
        await run.EndOfAsync(keys);
    }
}
