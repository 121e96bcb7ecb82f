using Embedded.ResourceManager.Operations;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>SignalR services.</summary>
internal static class SignalRProvider
{
    public static ProviderDefinition Definition { get; } = new("Microsoft.SignalRService",
    [
        new("Microsoft.SignalRService/signalR")
        {
            ApiVersions = ["2023-02-01", "2024-03-01"],
            Name = new(@"[a-zA-Z][a-zA-Z0-9-]{1,61}[a-zA-Z0-9]", "3 to 63 letters, digits and hyphens, beginning with a letter"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            GlobalName = new GlobalNameRule("service.signalr.net", 409, "NameAlreadyExists", "The name {0} is already taken."),
            Sku = Obj(Required("name", OneOf("Free_F1", "Standard_S1", "Premium_P1", "Premium_P2")),
                Optional("tier", OneOf("Free", "Standard", "Premium")), Optional("capacity", Whole(1, 1_000))),
            Kinds = ["SignalR", "RawWebSockets"],
            AllowsIdentity = true,
            Properties = Obj([.. Several(Flag, "disableLocalAuth", "disableAadAuth"),
                Optional("features", ListOf(Obj(Required("flag", OneOf("ServiceMode", "EnableConnectivityLogs", "EnableMessagingLogs", "EnableLiveTrace")),
                    Required("value", TextOf(1, 128)), Optional("properties", MapOf(Text))))),
                    .. Several(Anything, "cors", "networkACLs", "upstream", "liveTraceConfiguration", "resourceLogConfiguration", "serverless", "tls"),
                    PublicNetworkAccess, ReportedState, Generated("hostName", context => $"{context.Name}.service.signalr.net")]),
        },
    ]);
}
