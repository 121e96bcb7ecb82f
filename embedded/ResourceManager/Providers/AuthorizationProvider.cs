using Embedded.ResourceManager.Http;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>Role assignments and locks, on any scope.</summary>
internal static class AuthorizationProvider
{
    public static ProviderDefinition Definition { get; } = new("Microsoft.Authorization",
    [
        new("Microsoft.Authorization/roleAssignments")
        {
            ApiVersions = ["2020-04-01-preview", "2022-04-01"],
            Name = NameRule.Guid,
            Scopes = ResourceScopes.Any,
            Location = LocationRule.None,
            ShowsProvisioningState = false,
            RequiresProperties = true,
            Rules = RoleAssignmentRules,
            Properties = Obj(
                Required("roleDefinitionId", Text), Required("principalId", GuidText),
                Optional("principalType", OneOf("User", "Group", "ServicePrincipal", "ForeignGroup", "Device")), Optional("description", TextOf(0, 1_024)),
                Optional("condition", TextOf(0, 8_192)), Optional("conditionVersion", OneOf("2.0")), Optional("delegatedManagedIdentityResourceId", Text),
                ReadOnly("scope"), ReadOnly("createdOn"), ReadOnly("updatedOn"), ReadOnly("createdBy"), ReadOnly("updatedBy")),
            Render = (record, json) => json["properties"]!["scope"] = record.Id.Parent!.ToString(),
        },
        new("Microsoft.Authorization/locks")
        {
            ApiVersions = ["2016-09-01", "2017-04-01", "2020-05-01"],
            Name = new(@"[^<>%&\\?/]{1,259}[^<>%&\\?/. ]|[^<>%&\\?/. ]", "1 to 260 characters without < > % & \\ ? / and not ending with a space or period"),
            Scopes = ResourceScopes.Any,
            Location = LocationRule.None,
            ShowsProvisioningState = false,
            RequiresProperties = true,
            Properties = Obj(Required("level", OneOf("CanNotDelete", "ReadOnly")), Optional("notes", TextOf(0, 512)), Optional("owners", ListOf(Anything))),
        },
    ]);

    private static void RoleAssignmentRules(ResourceRuleContext context)
    {
        string role = context.Text("properties", "roleDefinitionId")!;
        string principal = context.Text("properties", "principalId")!;
        if (!BuiltInRoles.IsKnown(role))
            throw new ArmException(400, "RoleDefinitionDoesNotExist", $"The specified role definition with ID '{role}' does not exist.",
                "properties.roleDefinitionId");
        if (context.Existing is not null)
            throw new ArmException(400, "RoleAssignmentUpdateNotPermitted",
                "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.");
        bool stands = context.State.Resources.Children(context.Id.Parent!).Any(record => record.Id.Type == context.Id.Type
            && string.Equals(record.TextProperty("principalId"), principal, StringComparison.OrdinalIgnoreCase)
            && BuiltInRoles.SameRole(record.TextProperty("roleDefinitionId"), role));
        if (stands)
            throw new ArmException(409, "RoleAssignmentExists", "The role assignment already exists.");
        bool known = context.Text("properties", "principalType") is not null || context.State.Index.KnowsPrincipal(principal);
        if (!known)
        {
            throw new ArmException(
                400,
                "PrincipalNotFound",
                $"Principal {principal} does not exist in the directory. If it was just created, set principalType.",
                "properties.principalId");
        }
    }
}
