using Embedded.ResourceManager.Operations;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>The Resource Manager's own types.</summary>
internal static class ResourcesProvider
{
    public static ProviderDefinition Definition { get; } = new("Microsoft.Resources",
    [
        new("Microsoft.Resources/subscriptions")
        {
            ApiVersions = ["2014-04-01", "2016-06-01", "2018-05-01", "2019-11-01", "2020-01-01", "2021-01-01", "2022-09-01", "2022-12-01"],
            Name = NameRule.Guid,
            Scopes = ResourceScopes.Tenant,
            Location = LocationRule.None,
            IsReadOnly = true,
            ShowsProvisioningState = false,
        },
        new("Microsoft.Resources/resourceGroups")
        {
            ApiVersions = ["2014-04-01", "2018-05-01", "2019-10-01", "2020-06-01", "2020-10-01", "2021-01-01", "2021-04-01", "2022-09-01", "2023-07-01",
                "2024-03-01", "2024-11-01"],
            Name = new(@"[-\w._()]{0,89}[-\w_()]", "1 to 90 letters, digits, underscores, hyphens, periods and parentheses, not ending with a period",
                "InvalidResourceGroup"),
            Scopes = ResourceScopes.Subscription,
            Deletion = PollingStyle.Location,
            Envelope = [Optional("managedBy", Text)],
            Properties = Obj(ReportedState),
        },
        new("Microsoft.Resources/tags")
        {
            ApiVersions = ["2019-10-01", "2020-06-01", "2020-10-01", "2021-04-01", "2022-09-01", "2023-07-01", "2024-03-01", "2024-11-01"],
            Name = new("default", "default"),
            Scopes = ResourceScopes.Any,
            Location = LocationRule.None,
            ShowsProvisioningState = false,
            Properties = Obj(Optional("tags", MapOf(Text))),
        },
    ]);
}
