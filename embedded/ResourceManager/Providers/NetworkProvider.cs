using Embedded.ResourceManager.Operations;
using Embedded.ResourceManager.Providers.Shapes;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>Networks and what guards and names them.</summary>
internal static class NetworkProvider
{
    public static ProviderDefinition Definition { get; } = new("Microsoft.Network",
    [
        new("Microsoft.Network/virtualNetworks")
        {
            ApiVersions = ["2023-04-01", "2023-09-01", "2023-11-01", "2024-01-01", "2024-05-01"],
            Name = new(@"[a-zA-Z0-9]([a-zA-Z0-9_.-]{0,78}[a-zA-Z0-9_])?", "1 to 80 letters, digits, underscores, periods and hyphens"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            RequiresProperties = true,
            Properties = Obj([Required("addressSpace", Obj(Required("addressPrefixes", ListOf(Cidr, 1)))), Optional("subnets", ListOf(Subnet)),
                .. Several(Anything, "dhcpOptions", "virtualNetworkPeerings", "encryption", "ddosProtectionPlan"), Optional("enableDdosProtection", Flag),
                Optional("flowTimeoutInMinutes", Whole(4, 30)), ReportedState]),
        },
        new("Microsoft.Network/virtualNetworks/subnets")
        {
            ApiVersions = ["2023-04-01", "2023-09-01", "2023-11-01", "2024-01-01", "2024-05-01"],
            Name = new(@"[a-zA-Z0-9]([a-zA-Z0-9_.-]{0,78}[a-zA-Z0-9_])?", "1 to 80 letters, digits, underscores, periods and hyphens"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            Location = LocationRule.None,
            RequiresProperties = true,
            Properties = SubnetProperties,
        },
        new("Microsoft.Network/networkSecurityGroups")
        {
            ApiVersions = ["2023-04-01", "2023-09-01", "2023-11-01", "2024-01-01", "2024-05-01"],
            Name = new(@"[a-zA-Z0-9]([a-zA-Z0-9_.-]{0,78}[a-zA-Z0-9_])?", "1 to 80 letters, digits, underscores, periods and hyphens"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            Properties = Obj(Optional("securityRules", ListOf(Obj(Required("name", TextOf(1, 80)), Optional("id", Text),
                Required("properties", SecurityRule)))), Optional("flushConnection", Flag), ReportedState),
        },
        new("Microsoft.Network/privateEndpoints")
        {
            ApiVersions = ["2023-04-01", "2023-09-01", "2023-11-01", "2024-01-01", "2024-05-01"],
            Name = new(@"[a-zA-Z0-9]([a-zA-Z0-9_.-]{0,78}[a-zA-Z0-9_])?", "1 to 80 letters, digits, underscores, periods and hyphens"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            RequiresProperties = true,
            Properties = Obj([Required("subnet", Obj(Required("id", LooseIdOf("Microsoft.Network/virtualNetworks/subnets")))),
                .. Several(ListOf(Anything), "privateLinkServiceConnections", "manualPrivateLinkServiceConnections", "ipConfigurations",
                    "applicationSecurityGroups", "customDnsConfigs"), Optional("customNetworkInterfaceName", Text), ReportedState]),
        },
        new("Microsoft.Network/publicIPAddresses")
        {
            ApiVersions = ["2023-04-01", "2023-09-01", "2023-11-01", "2024-01-01", "2024-05-01"],
            Name = new(@"[a-zA-Z0-9]([a-zA-Z0-9_.-]{0,78}[a-zA-Z0-9_])?", "1 to 80 letters, digits, underscores, periods and hyphens"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            Sku = Obj(Required("name", OneOf("Basic", "Standard")), Optional("tier", OneOf("Regional", "Global"))),
            Envelope = [Optional("zones", ListOf(Text))],
            Properties = Obj(Optional("publicIPAllocationMethod", OneOf("Static", "Dynamic")), Optional("publicIPAddressVersion", OneOf("IPv4", "IPv6")),
                Optional("idleTimeoutInMinutes", Whole(4, 30)), Optional("dnsSettings", Anything), ReportedState, ReadOnly("ipAddress")),
        },
        new("Microsoft.Network/privateDnsZones")
        {
            ApiVersions = ["2018-09-01", "2020-06-01", "2024-06-01"],
            Name = new(@"([a-zA-Z0-9_]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9])?\.){1,33}[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?",
                "2 to 34 labels of letters, digits, underscores and hyphens"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            Location = LocationRule.Global,
            Properties = Obj(ReportedState),
        },
        new("Microsoft.Network/privateDnsZones/virtualNetworkLinks")
        {
            ApiVersions = ["2018-09-01", "2020-06-01", "2024-06-01"],
            Name = new(@"[a-zA-Z0-9]([a-zA-Z0-9_.-]{0,78}[a-zA-Z0-9_])?", "1 to 80 letters, digits, underscores, periods and hyphens"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            Location = LocationRule.Global,
            RequiresProperties = true,
            Properties = Obj(Required("virtualNetwork", SubResource("Microsoft.Network/virtualNetworks")), Required("registrationEnabled", Flag),
                Optional("resolutionPolicy", Text), ReportedState),
        },
    ]);

    private static ObjectShape SubnetProperties => Obj(
        [
            Optional("addressPrefix", Cidr), Optional("addressPrefixes", ListOf(Cidr, 1)),
            Optional("networkSecurityGroup", SubResource("Microsoft.Network/networkSecurityGroups")),
            .. Several(ListOf(Anything), "delegations", "serviceEndpoints", "serviceEndpointPolicies"), .. Several(Anything, "routeTable", "natGateway"),
            Optional("privateEndpointNetworkPolicies", OneOf("Enabled", "Disabled", "NetworkSecurityGroupEnabled", "RouteTableEnabled")),
            Optional("privateLinkServiceNetworkPolicies", EnabledOrDisabled), Optional("defaultOutboundAccess", Flag), ReportedState,
        ]);

    private static Shape Subnet => Obj(Required("name", TextOf(1, 80)), Optional("id", Text), Required("properties", SubnetProperties));

    private static Shape SecurityRule => Obj(
        [
            Required("priority", Whole(100, 4_096)), Required("direction", OneOf("Inbound", "Outbound")), Required("access", OneOf("Allow", "Deny")),
            Required("protocol", OneOf("*", "Tcp", "Udp", "Icmp", "Esp", "Ah")),
            .. Several(Text, "description", "sourceAddressPrefix", "sourcePortRange", "destinationAddressPrefix", "destinationPortRange"),
            .. Several(ListOf(Text), "sourceAddressPrefixes", "sourcePortRanges", "destinationAddressPrefixes", "destinationPortRanges"), ReportedState,
        ]);
}
