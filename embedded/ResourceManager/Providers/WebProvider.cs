using System.Text.Json.Nodes;
using Embedded.ResourceManager.Http;
using Embedded.ResourceManager.Operations;
using Embedded.ResourceManager.Providers.Shapes;
using Embedded.ResourceManager.Resources;
using Embedded.ResourceManager.Sites;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>Plans, function apps and what is deployed to them.</summary>
internal static class WebProvider
{
    private static readonly string[] Versions = ["2022-03-01", "2022-09-01", "2023-01-01", "2023-12-01", "2024-04-01", "2024-11-01"];

    public static ProviderDefinition Definition { get; } = new("Microsoft.Web",
    [
        new("Microsoft.Web/serverfarms")
        {
            ApiVersions = Versions,
            Name = new(@"[a-zA-Z0-9-]{1,60}", "1 to 60 letters, digits and hyphens"),
            Creation = PollingStyle.Resource,
            RequiresSku = true,
            Sku = Obj([Required("name", Text), .. Several(Text, "tier", "size", "family"), Optional("capacity", Whole(0, 100))]),
            Kinds = ["functionapp", "app", "linux", "elastic", "functionapp,linux"],
            DeleteGuard = RefuseWhileInUse,
            Properties = Obj([Optional("reserved", Flag).Immutable(),
                .. Several(Flag, "zoneRedundant", "perSiteScaling", "elasticScaleEnabled", "isXenon", "hyperV"),
                .. Several(Whole(0, 1_000), "maximumElasticWorkerCount", "targetWorkerCount", "targetWorkerSizeId"), ReportedState,
                Generated("status", _ => "Ready")]),
        },
        new("Microsoft.Web/sites")
        {
            ApiVersions = Versions,
            Name = new(@"[a-zA-Z0-9][a-zA-Z0-9-]{0,58}[a-zA-Z0-9]", "2 to 60 letters, digits and hyphens, neither beginning nor ending with a hyphen"),
            GlobalName = new GlobalNameRule("azurewebsites.net", 409, "Conflict", "Website with given name {0} already exists."),
            RequiresKind = true,
            Kinds = ["functionapp", "functionapp,linux", "app", "app,linux"],
            AllowsIdentity = true,
            Creation = PollingStyle.Location,
            Deletion = PollingStyle.Location,
            RequiresProperties = true,
            Rules = SiteRules,
            Render = RenderSite,
            Spread = SiteSettings.SpreadSite,
            ShowsProvisioningState = false,
            Properties = Obj(
                [
                    Required("serverFarmId", IdOf("Microsoft.Web/serverfarms")),
                    .. Several(Flag, "httpsOnly", "reserved", "clientCertEnabled", "clientAffinityEnabled", "enabled", "vnetRouteAllEnabled",
                        "vnetImagePullEnabled", "vnetContentShareEnabled", "storageAccountRequired"),
                    Optional("virtualNetworkSubnetId", LooseIdOf("Microsoft.Network/virtualNetworks/subnets")),
                    Optional("keyVaultReferenceIdentity", Text),
                    Optional("clientCertMode", OneOf("Required", "Optional", "OptionalInteractiveUser")),
                    PublicNetworkAccess,
                    Optional("functionAppConfig", FunctionAppConfig),
                    Optional("siteConfig", SiteConfig),
                    .. (PropertyRule[])[.. ((string[])["state", "defaultHostName", "hostNames", "enabledHostNames", "hostNameSslStates",
                        "availabilityState", "usageState", "lastModifiedTimeUtc", "startError"]).Select(ReadOnly)],
                ]),
        },
        new("Microsoft.Web/sites/config")
        {
            ApiVersions = Versions,
            Name = new(@"appsettings|web|connectionstrings|authsettingsV2|metadata|logs",
                "appsettings, web, connectionstrings, authsettingsV2, metadata or logs"),
            Location = LocationRule.Inherited,
            ShowsProvisioningState = false,
            RequiresProperties = true,
            Properties = new MapShape(Anything),
            Rules = ConfigRules,
            Spread = SiteSettings.SpreadConfig,
            DeleteGuard = RefuseToDeleteConfig,
        },
        new("Microsoft.Web/sites/extensions")
        {
            ApiVersions = Versions,
            Name = new(@"onedeploy", "onedeploy"),
            Location = LocationRule.Inherited,
            Creation = PollingStyle.Location,
            RepeatsIdenticalPut = true,
            RequiresProperties = true,
            Properties = Obj(
                Required("packageUri", TextOf(1, 2_048)), Optional("remoteBuild", Flag), Optional("type", OneOf("zip", "war", "jar", "static")),
                Optional("async", Flag), Optional("deployer", Text), Optional("restart", Flag), ReportedState),
            Rules = PackageRules,
        },
    ]);

    private static Shape FunctionAppConfig => Obj(
        Required("deployment", Obj(Required("storage", Obj(
            Required("type", OneOf("blobContainer")),
            Required("value", Address),
            Required("authentication", Obj(
                Required("type", OneOf("UserAssignedIdentity", "SystemAssignedIdentity", "StorageAccountConnectionString")),
                Optional("userAssignedIdentityResourceId", IdOf("Microsoft.ManagedIdentity/userAssignedIdentities")),
                Optional("storageAccountConnectionStringName", Text))))))),
        Required("scaleAndConcurrency", Obj(
            Required("maximumInstanceCount", Whole(40, 1_000)), Required("instanceMemoryMB", Whole(512, 4_096)),
            Optional("alwaysReady", ListOf(Anything)), Optional("triggers", Anything))),
        Required("runtime", Obj(Required("name", OneOf("dotnet-isolated", "node", "python", "java", "powershell", "custom")), Optional("version", Text))));

    private static Shape SiteConfig => Obj(
        [
            Optional("appSettings", ListOf(Obj(Required("name", TextOf(1, 1_024)), Required("value", Text)))),
            .. Several(Flag, "http20Enabled", "alwaysOn", "vnetRouteAllEnabled", "use32BitWorkerProcess", "webSocketsEnabled", "detailedErrorLoggingEnabled"),
            .. Several(Text, "minTlsVersion", "scmMinTlsVersion", "ftpsState", "linuxFxVersion", "netFrameworkVersion", "healthCheckPath",
                "publicNetworkAccess", "keyVaultReferenceIdentity"),
            .. Several(Anything, "cors", "ipSecurityRestrictions", "scmIpSecurityRestrictions", "connectionStrings", "ipSecurityRestrictionsDefaultAction"),
            .. Several(Whole(0, 1_000), "functionAppScaleLimit", "minimumElasticInstanceCount", "numberOfWorkers", "preWarmedInstanceCount"),
        ]);

    private static void SiteRules(ResourceRuleContext context)
    {
        string? memory = (context.Properties["functionAppConfig"]?["scaleAndConcurrency"]?["instanceMemoryMB"] as JsonValue)?.ToJsonString();
        if (memory is not (null or "512" or "2048" or "4096"))
            throw new ArmException(400, "BadRequest", "instanceMemoryMB must be 512, 2048 or 4096.",
                "properties.functionAppConfig.scaleAndConcurrency.instanceMemoryMB");
    }

    private static void ConfigRules(ResourceRuleContext context)
    {
        if (!string.Equals(context.Id.Name, "appsettings", StringComparison.OrdinalIgnoreCase))
            return;
        foreach ((string name, JsonNode? value) in context.Properties)
        {
            if (value is not JsonValue text || !text.TryGetValue(out string? _))
                throw new ArmException(400, "BadRequest", $"The app setting '{name}' must be a string.", $"properties.{name}");
        }
    }

    private static void PackageRules(ResourceRuleContext context)
    {
        if (!Uri.TryCreate(context.Text("properties", "packageUri"), UriKind.Absolute, out _))
            throw new ArmException(400, "BadRequest", "packageUri must be an absolute URI.", "properties.packageUri");
    }

    private static void RefuseToDeleteConfig(ResourceRecord config, ResourceState state)
        => throw new ArmException(405, "MethodNotAllowed", $"DELETE is not supported for '{config.Id.Type}': put what is to hold instead.");

    private static void RefuseWhileInUse(ResourceRecord plan, ResourceState state)
    {
        ResourceRecord? site = state.Resources.Subtree(plan.Id.Parent!).Find(record => record.Id.Type == SiteFacts.SiteType
            && string.Equals(record.TextProperty("serverFarmId"), plan.Id.Text, StringComparison.OrdinalIgnoreCase));
        if (site is not null)
            throw new ArmException(409, "Conflict", $"Server farm '{plan.Id.Name}' cannot be deleted because it has web app(s) {site.Id.Name} assigned to it.");
    }

    private static void RenderSite(ResourceRecord site, JsonObject json)
    {
        JsonObject properties = (JsonObject)json["properties"]!;
        string host = SiteFacts.HostNameOf(site);
        properties["state"] = SiteFacts.IsStopped(site) ? "Stopped" : "Running";
        properties["provisioningState"] = site.State.ToString();
        properties["defaultHostName"] = host;
        properties["hostNames"] = new JsonArray(host);
        properties["enabledHostNames"] = new JsonArray(host);
        properties["availabilityState"] = site.Hidden.ContainsKey(SiteFacts.StartError) ? "Limited" : "Normal";
    }
}
