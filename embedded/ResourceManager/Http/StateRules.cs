using Embedded.ResourceManager.Providers;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Http;

/// <summary>What must hold in the state before a call may go on; each rule throws ARM's error.</summary>
internal static class StateRules
{
    /// <summary>Everything above the id must exist: subscription, group, parent, scope.</summary>
    public static void RequireScope(ResourceState state, ResourceId id, bool forWriting)
    {
        foreach (ResourceId above in id.SelfAndAncestors().Skip(1).Reverse())
        {
            if (above.Parent is null)
                continue;
            if (!state.Resources.TryFind(above, out ResourceRecord? record))
                throw NotThere(above, id);
            if (forWriting && above.Type == ResourceId.ResourceGroupType && record.State == ProvisioningState.Deleting)
            {
                throw new ArmException(
                    409,
                    "ResourceGroupBeingDeleted",
                    $"The resource group '{above.Name}' is in deprovisioning state and cannot perform this operation.");
            }
        }
    }

    public static ResourceRecord Require(ResourceState state, ResourceId id)
    {
        RequireScope(state, id, forWriting: false);
        return state.Resources.Find(id) ?? throw NotThere(id, id);
    }

    /// <summary>No lock at, above, or (for a delete) below the id forbids it.</summary>
    public static void RequireUnlocked(ResourceState state, ResourceId id, bool deletes)
    {
        if (id.Type == ResourceIndex.LockType || !state.Index.HasLocks)
            return;
        ResourceRecord? found = id.SelfAndAncestors()
            .SelectMany(state.Index.LocksAt)
            .Concat(deletes ? state.Resources.Subtree(id) : [])
            .FirstOrDefault(record => record.Id.Type == ResourceIndex.LockType && (deletes || record.TextProperty("level") == "ReadOnly"));
        if (found is null)
            return;
        throw new ArmException(
            409,
            "ScopeLocked",
            $"The scope '{id}' cannot perform {(deletes ? "delete" : "write")} operation because following scope(s) are locked: '{found.Id.Parent}'. "
                + "Please remove the lock and try again.");
    }

    public static void RequireName(ResourceSchema schema, string name)
    {
        if (!schema.Name.Allows(name))
        {
            throw new ArmException(
                400, schema.Name.Code, $"The name '{name}' is not valid for type '{schema.Type}'. A name must be {schema.Name.Rule}.", "name");
        }
    }

    public static void RequireScopeKind(ResourceSchema schema, ResourceId id)
    {
        ResourceId scope = id;
        for (int level = schema.Type.Path.Count(letter => letter == '/'); level >= 0; level--)
            scope = scope.Parent!;
        bool allowed = schema.Scopes.HasFlag(ResourceScopes.Any)
            || (schema.Scopes.HasFlag(ResourceScopes.ResourceGroup) && scope.Type == ResourceId.ResourceGroupType)
            || (schema.Scopes.HasFlag(ResourceScopes.Subscription) && scope.Type == ResourceId.SubscriptionType)
            || (schema.Scopes.HasFlag(ResourceScopes.Tenant) && scope.Parent is null);
        if (!allowed)
            throw new ArmException(400, "InvalidResourceType", $"The resource type '{schema.Type}' cannot be used at the scope '{scope}'.");
    }

    public static ArmException NotThere(ResourceId missing, ResourceId wanted)
    {
        if (missing.Type == ResourceId.SubscriptionType)
            return new ArmException(404, "SubscriptionNotFound", $"The subscription '{missing.Name}' could not be found.");
        if (missing.Type == ResourceId.ResourceGroupType)
            return new ArmException(404, "ResourceGroupNotFound", $"Resource group '{missing.Name}' could not be found.");
        return missing.Equals(wanted)
            ? new ArmException(
                404,
                "ResourceNotFound",
                $"The Resource '{missing.Type}/{missing.Name}' under resource group '{missing.ResourceGroupName ?? "<null>"}' was not found.")
            : new ArmException(
                404,
                "ParentResourceNotFound",
                $"Failed to perform 'write' on resource(s) of type '{wanted.Type.Path}', because the parent resource '{missing}' could not be found.");
    }
}
