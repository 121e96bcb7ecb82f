using System.Text.Json.Nodes;
using Embedded.ResourceManager.Providers;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Http.Handlers;

/// <summary>Fills in the identities of a resource: its own principal, and those of the identities assigned to it.</summary>
internal static class Identities
{
    private static readonly ResourceType UserAssigned = new("Microsoft.ManagedIdentity", "userAssignedIdentities");

    public static void Resolve(JsonObject content, JsonObject? before, ResourceState state, GenerationContext context)
    {
        if (content["identity"] is not JsonObject identity)
            return;
        string type = identity["type"]!.GetValue<string>();
        if (type.StartsWith("SystemAssigned", StringComparison.Ordinal))
        {
            identity["principalId"] = before?["identity"]?["principalId"]?.DeepClone() ?? context.NewGuid("principal");
            identity["tenantId"] = context.TenantId;
        }

        bool wantsAssigned = type.EndsWith("UserAssigned", StringComparison.Ordinal);
        JsonObject assigned = identity["userAssignedIdentities"] as JsonObject ?? [];
        if (wantsAssigned != assigned.Count > 0)
        {
            throw new ArmException(
                400,
                "InvalidIdentityValues",
                "Identities are to be given in 'identity.userAssignedIdentities' when, and only when, the type has UserAssigned.",
                "identity");
        }

        foreach (string text in assigned.Select(pair => pair.Key).ToArray())
        {
            ResourceRecord record = ResourcePath.TryParseId(text, out ResourceId? id) && id.Type == UserAssigned && state.Resources.TryFind(id,
                out ResourceRecord? found)
                ? found
                : throw new ArmException(
                    400,
                    "FailedIdentityOperation",
                    $"Identity operation for resource '{context.Id}' failed with error '"
                        + $"Failed to perform resource identity operation. Resource '{text}' was not found.'.",
                    "identity.userAssignedIdentities");
            assigned[text] = new JsonObject { ["principalId"] = record.TextProperty("principalId"), ["clientId"] = record.TextProperty("clientId") };
        }
    }
}
