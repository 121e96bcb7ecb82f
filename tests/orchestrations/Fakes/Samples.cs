using System.Text.Json.Nodes;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Configuration;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Orchestrations.Tests.Fakes;

/// <summary>A root, its child and what the child consists of.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static PlatformId ChildId { get; } = PlatformId.Parse("pchild");

    public static PlatformId GrandchildId { get; } = PlatformId.Parse("pgrand");

    public static PlatformCharter Root { get; } = new()
    {
        Id = PlatformId.Parse("root"),
        Path = PlatformPath.Parse("/root"),
        Template = "basic@1.0.0",
        Region = "westeurope",
        ResourceGroup = "rg-root",
        Configuration = PlatformConfiguration.Empty,
        Limits = EffectiveLimits.Unlimited,
        CreatedAt = Noon,
    };

    public static PlatformRecord Child(PlatformState state = PlatformState.Accepted) => new()
    {
        Id = ChildId,
        Path = PlatformPath.Parse("/root/acme"),
        ParentId = Root.Id,
        State = state,
        Template = "basic@1.0.0",
        Region = "westeurope",
        ResourceGroup = "rg-acme",
        Configuration = PlatformConfiguration.Empty,
        Limits = EffectiveLimits.Unlimited,
        CreatedAt = Noon,
        UpdatedAt = Noon,
        Endpoint = state == PlatformState.Accepted ? null : "http://child.test/",
    };

    /// <summary>A platform below the child, in the child's words.</summary>
    public static PlatformView View(PlatformId id, string name) => new()
    {
        Id = id.Value,
        Name = name,
        Path = "/root/acme/" + name,
        Generation = 2,
        State = PlatformState.Active,
        Template = "basic@1.0.0",
        Region = "westeurope",
        Health = "Healthy",
        ConfigurationVersion = 1,
        CreatedAt = Noon,
        UpdatedAt = Noon,
        Etag = "1",
    };

    public static OperationErrorView Error(string code) => new(code, $"{code} was asked for.", "target", "provision", FailureClass.Quota, "Wait.");

    /// <summary>An operation of another platform that failed.</summary>
    public static OperationView FailedOperation(string id, string code) => new()
    {
        Id = id,
        Kind = "retire",
        PlatformId = GrandchildId.Value,
        Status = OperationStatus.Failed,
        Percent = 40,
        Stages = [],
        Error = Error(code),
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };

    /// <summary>identity → site → package in tier 0; a store and its job in tier -1, on which tier 0 depends.</summary>
    public static ResourceGraph Graph { get; } = new(
        "00000000-0000-0000-0000-000000000001",
        "rg-acme",
        "westeurope",
        "basic@1.0.0",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["platform-id"] = ChildId.Value },
        [
            Node("store", -1, ResourceStage.Provision, ResourceRole.Resource),
            Node("identity", 0, ResourceStage.Provision, ResourceRole.Identity),
            Node("site", 0, ResourceStage.Provision, ResourceRole.Site, "identity"),
            Node("job", -1, ResourceStage.Deploy, ResourceRole.Resource, "store"),
            Node("package", 0, ResourceStage.Deploy, ResourceRole.Package, "site"),
        ],
        [
            new TierPlan(-1, "data", "store", "Keeps data.", [], new HealthCheck(HealthCheckKind.Resource, null, "store", 5, 1, 3), ["store", "job"]),
            new TierPlan(0, "control", "control plane", "Runs the program.", [-1], new HealthCheck(HealthCheckKind.Http, "/api/health/ready", null, 5, 1, 3), ["identity", "site", "package"]),
        ]);

    private static ResourceNode Node(string key, int tier, ResourceStage stage, ResourceRole role, params string[] dependsOn) => new(
        key,
        tier,
        stage,
        "Test.Things/things",
        "2026-01-01",
        "",
        key,
        "westeurope",
        new JsonObject { ["tags"] = new JsonObject { ["platform-id"] = ChildId.Value } },
        dependsOn,
        [],
        role);
}
