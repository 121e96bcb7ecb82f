using Embedded.ResourceManager.Operations;
using Embedded.ResourceManager.Providers;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Http.Handlers;

/// <summary>Decides, under the gate, what a DELETE comes to: nothing, an operation that has ended, or one that goes on.</summary>
internal static class Deletions
{
    public static StoreDecision<OperationRecord?> Decide(ArmContext context, ArmCall call, ResourceState state, ResourceId id, ResourceSchema schema)
    {
        StateRules.RequireScope(state, id, forWriting: false);
        if (!state.Resources.TryFind(id, out ResourceRecord? record))
        {
            if (id.Type == ResourceId.ResourceGroupType)
                throw StateRules.NotThere(id, id);
            return new StoreDecision<OperationRecord?>(null, null);
        }

        if (state.InFlight(id) is { } underWay)
        {
            if (underWay.Kind == OperationKind.Delete)
                return new StoreDecision<OperationRecord?>(null, underWay);
            throw new ArmException(
                409, "AnotherOperationInProgress", $"Another operation on this or dependent resource is in progress: '{id}'. Retry when it has ended.");
        }

        StateRules.RequireUnlocked(state, id, deletes: true);
        schema.DeleteGuard?.Invoke(record, state);
        OperationRecord operation = context.Operations.Plan(call, record.Id, schema, OperationKind.Delete, digest: string.Empty);
        DateTimeOffset now = context.Clock.GetUtcNow();
        if (schema.Deletion == PollingStyle.Immediate && !schema.DeletesOutside)
        {
            OperationRecord ended = operation with { Status = OperationStatus.Succeeded, EndedAt = now };
            return new StoreDecision<OperationRecord?>(Removal(context, state, id, now), ended);
        }

        StoreBatch batch = new() { At = now, Put = [record with { State = ProvisioningState.Deleting, ChangedAt = now }], Operations = [operation] };
        return new StoreDecision<OperationRecord?>(batch, operation);
    }

    /// <summary>Removes a resource with all that stands in and on it; operations under way in it are cancelled.</summary>
    public static StoreBatch Removal(ArmContext context, ResourceState state, ResourceId id, DateTimeOffset now)
    {
        List<ResourceRecord> gone = state.Resources.Subtree(id);
        List<ResourceRecord> left = [];
        List<OperationRecord> cancelled = [];
        foreach (ResourceRecord record in gone)
        {
            if (context.Providers.Find(record.Id.Type)?.LeaveBehind?.Invoke(record, now) is { } remains)
                left.Add(remains);
            if (!record.Id.Equals(id) && state.InFlight(record.Id) is { } operation)
                cancelled.Add(operation with { Status = OperationStatus.Canceled, EndedAt = now });
        }

        return new StoreBatch { At = now, Removed = [.. gone.Select(record => record.Id)], Put = left, Operations = cancelled };
    }
}
