using System.Text.Json.Nodes;
using Embedded.ResourceManager.Http;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>Monitoring: components, diagnostic settings, action groups, alerts.</summary>
internal static class InsightsProvider
{
    public static ProviderDefinition Definition { get; } = new("Microsoft.Insights",
    [
        new("Microsoft.Insights/components")
        {
            ApiVersions = ["2015-05-01", "2020-02-02"],
            Name = new(@"[^%&\\?/]{0,259}[^%&\\?/. ]", "1 to 260 characters without % & \\ ? / and not ending with a space or period"),
            RequiresKind = true,
            Kinds = ["web", "ios", "other", "store", "java", "phone"],
            RequiresProperties = true,
            Properties = Obj(
                [
                    Required("Application_Type", OneOf("web", "other")), Optional("WorkspaceResourceId", IdOf("Microsoft.OperationalInsights/workspaces")),
                    .. Several(Flag, "DisableIpMasking", "DisableLocalAuth", "ImmediatePurgeDataOn30Days", "ForceCustomerStorageForProfiler"),
                    Optional("RetentionInDays", Whole(30, 730)),
                    Optional("SamplingPercentage", Number(0, 100)), Optional("Flow_Type", Text), Optional("Request_Source", Text),
                    Optional("IngestionMode", Text),
                    Optional("publicNetworkAccessForIngestion", EnabledOrDisabled), Optional("publicNetworkAccessForQuery", EnabledOrDisabled), ReportedState,
                    Generated("AppId", context => context.NewGuid("app")), Generated("InstrumentationKey", context => context.NewGuid("key")),
                    Generated("ConnectionString", ConnectionString),
                ]),
        },
        new("Microsoft.Insights/diagnosticSettings")
        {
            ApiVersions = ["2021-05-01-preview"],
            Name = new(@"[^<>*%&:\\?+/]{1,260}", "1 to 260 characters without < > * % & : \\ ? + /"),
            Scopes = ResourceScopes.Any,
            Location = LocationRule.None,
            ShowsProvisioningState = false,
            RequiresProperties = true,
            Rules = RequireDestination,
            Properties = Obj(
                [
                    Optional("workspaceId", IdOf("Microsoft.OperationalInsights/workspaces")),
                    Optional("storageAccountId", IdOf("Microsoft.Storage/storageAccounts")),
                    .. Several(Text, "eventHubAuthorizationRuleId", "eventHubName", "serviceBusRuleId", "logAnalyticsDestinationType", "marketplacePartnerId"),
                    Optional("logs", ListOf(Obj(Optional("category", Text), Optional("categoryGroup", Text), Required("enabled", Flag),
                        Optional("retentionPolicy", Anything)))),
                    Optional("metrics", ListOf(Obj(Optional("category", Text), Required("enabled", Flag), Optional("timeGrain", Duration),
                        Optional("retentionPolicy", Anything)))),
                ]),
        },
        new("Microsoft.Insights/actionGroups")
        {
            ApiVersions = ["2022-06-01", "2023-01-01"],
            Name = new(@"[^<>*%&:\\?+/|]{1,260}", "1 to 260 characters without < > * % & : \\ ? + / |"),
            Location = LocationRule.RegionalOrGlobal,
            ShowsProvisioningState = false,
            RequiresProperties = true,
            Properties = Obj([Required("groupShortName", TextOf(1, 12)), Required("enabled", Flag),
                .. Several(ListOf(Anything), "emailReceivers", "smsReceivers", "webhookReceivers", "armRoleReceivers", "azureFunctionReceivers",
                    "logicAppReceivers", "eventHubReceivers", "azureAppPushReceivers", "voiceReceivers", "itsmReceivers", "automationRunbookReceivers")]),
        },
        new("Microsoft.Insights/metricAlerts")
        {
            ApiVersions = ["2018-03-01"],
            Name = new(@"[^*#&+:<>?@%{}\\/|]{1,260}", "1 to 260 characters without * # & + : < > ? @ % { } \\ / |"),
            Location = LocationRule.Global,
            ShowsProvisioningState = false,
            RequiresProperties = true,
            Properties = Obj(
                Optional("description", Text), Required("severity", Whole(0, 4)), Required("enabled", Flag), Required("scopes", ListOf(IdOf(), 1)),
                Required("evaluationFrequency", Duration),
                Required("windowSize", Duration), Required("criteria", Anything), Optional("autoMitigate", Flag), Optional("targetResourceType", Text),
                Optional("targetResourceRegion", Text),
                Optional("actions", ListOf(Obj(Required("actionGroupId", IdOf("Microsoft.Insights/actionGroups")),
                    Optional("webHookProperties", MapOf(Text)))))),
        },
    ]);

    private static JsonNode ConnectionString(GenerationContext context)
        => $"InstrumentationKey={context.NewGuid("key")};"
            + $"IngestionEndpoint=https://{context.Location}-1.in.applicationinsights.azure.com/;ApplicationId={context.NewGuid("app")}";

    private static void RequireDestination(ResourceRuleContext context)
    {
        if (!((string[])["workspaceId", "storageAccountId", "eventHubAuthorizationRuleId", "serviceBusRuleId",
            "marketplacePartnerId"]).Any(context.Properties.ContainsKey))
            {
            throw new ArmException(
                400, "BadRequest", "At least one data sink needs to be specified: workspaceId, storageAccountId or eventHubAuthorizationRuleId.", "properties");
        }
    }
}
