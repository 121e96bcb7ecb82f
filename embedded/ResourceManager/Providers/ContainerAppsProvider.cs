using Embedded.ResourceManager.Operations;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>Container apps and their environments.</summary>
internal static class ContainerAppsProvider
{
    private static readonly string[] Versions = ["2023-05-01", "2024-03-01", "2025-01-01"];

    public static ProviderDefinition Definition { get; } = new("Microsoft.App",
    [
        new("Microsoft.App/managedEnvironments")
        {
            ApiVersions = Versions,
            Name = new(@"[a-zA-Z0-9][a-zA-Z0-9-]{0,58}[a-zA-Z0-9]", "2 to 60 letters, digits and hyphens"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            AllowsIdentity = true,
            Properties = Obj([.. Several(Anything, "appLogsConfiguration", "vnetConfiguration", "workloadProfiles", "customDomainConfiguration",
                "peerAuthentication", "peerTrafficConfiguration"), Optional("zoneRedundant", Flag).Immutable(),
                Optional("infrastructureResourceGroup", Text), PublicNetworkAccess, Optional("daprAIConnectionString", Text).Secret(), ReportedState,
                Generated("defaultDomain", context => $"{context.Name}.{context.Location}.azurecontainerapps.io")]),
        },
        new("Microsoft.App/containerApps")
        {
            ApiVersions = Versions,
            Name = new(@"[a-z][a-z0-9-]{0,30}[a-z0-9]", "2 to 32 lowercase letters, digits and hyphens"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            AllowsIdentity = true,
            RequiresProperties = true,
            Properties = Obj(Required("managedEnvironmentId", IdOf("Microsoft.App/managedEnvironments")),
                Optional("environmentId", IdOf("Microsoft.App/managedEnvironments")), Optional("workloadProfileName", Text),
                Optional("configuration", Anything), Required("template",
                    Obj([Required("containers", ListOf(Obj([Required("name", Text), Required("image", Text),
                        .. Several(Anything, "args", "command", "env", "probes", "resources", "volumeMounts")]), 1)),
                        .. Several(Anything, "scale", "volumes", "initContainers", "revisionSuffix")])), ReportedState,
                        Generated("runningStatus", _ => "Running")),
        },
    ]);
}
