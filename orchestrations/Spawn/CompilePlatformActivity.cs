using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Domain.Resources;
using PlatformDeployer.Domain.Templates;
using PlatformDeployer.Orchestrations.Announce;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>Compiles an admitted platform's template to its resource graph and keeps the graph: it is what the platform must consist of from now on.</summary>
/// <param name="registry">Where the platform is known.</param>
/// <param name="templates">The templates.</param>
/// <param name="target">Where children are put.</param>
/// <param name="announcer">Who stands above them.</param>
public sealed class CompilePlatformActivity(
    IPlatformRegistry registry, TemplateLibrary templates, DeploymentTarget target, LineageAnnouncer announcer)
{
    private const string CharterSetting = "Platform__Charter";

    /// <summary>Runs the activity.</summary>
    [Function(nameof(CompilePlatformActivity))]
    public async Task<CompilePlatformResult> RunAsync([ActivityTrigger] PlatformId id, CancellationToken cancellationToken)
    {
        PlatformRecord platform = await registry.FindAsync(id, cancellationToken) ?? throw new PlatformNotFoundException(id);
        if (templates.Find(TemplateReference.Parse(platform.Template)) is not { } template)
        {
            return Refused("TemplateNotFound", $"The template '{platform.Template}' is no longer in the library.", platform.Template);
        }

        try
        {
            ResourceGraph graph = TemplateCompiler.Compile(template, Inputs(platform, await announcer.AboveChildrenAsync(cancellationToken)));
            await registry.SaveGraphAsync(id, graph, cancellationToken);
            await registry.UpdateAsync(id, known => known with { Tiers = [.. graph.Tiers.OrderByDescending(tier => tier.Level).Select(View)] }, cancellationToken);
            return new CompilePlatformResult(graph, null);
        }
        catch (TemplateException exception)
        {
            return Refused("TemplateInvalid", exception.Message, platform.Template);
        }
    }

    private PlatformInputs Inputs(PlatformRecord platform, IReadOnlyList<Ancestor> ancestors)
    {
        var child = new PlatformCharter
        {
            Id = platform.Id,
            Path = platform.Path,
            Ancestors = ancestors,
            Template = platform.Template,
            Region = platform.Region,
            ResourceGroup = platform.ResourceGroup,
            Configuration = platform.Configuration,
            Limits = platform.Limits,
            CreatedAt = platform.CreatedAt,
        };
        var settings = new Dictionary<string, string>(target.ChildSettings, StringComparer.Ordinal)
        {
            [CharterSetting] = JsonSerializer.Serialize(child, JsonSerializerOptions.Web),
        };
        return new PlatformInputs(
            platform.Id.Value,
            platform.ParentId?.Value,
            platform.Path,
            platform.Region,
            target.TenantId,
            target.SubscriptionId,
            platform.Configuration,
            target.PackageUri,
            settings);
    }

    private static TierView View(TierPlan tier) => new(tier.Level, tier.Name, tier.Service, tier.Keys);

    private static CompilePlatformResult Refused(string code, string message, string what) =>
        new(null, new ProvisioningFailure(FailureClass.Permanent, code, message, what));
}
