using System.Text.Json.Nodes;
using Embedded.ResourceManager.Operations;
using Embedded.ResourceManager.Providers;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Http.Handlers;

/// <summary>Creates, reads, changes and deletes a resource of any type by its schema.</summary>
internal sealed class ResourceHandler(ArmContext context) : IResourceHandler
{
    public Task<ArmResponse> PutAsync(ArmCall call, ResourceId id, ResourceSchema schema, CancellationToken cancellationToken)
    {
        RefuseReadOnly(schema, "PUT");
        StateRules.RequireName(schema, id.Name);
        StateRules.RequireScopeKind(schema, id);
        JsonObject request = JsonBody.Read(call.Request);
        return WriteAsync(call, id, schema, _ => ResourceBody.Read(request, schema), mustExist: false, cancellationToken);
    }

    public Task<ArmResponse> PatchAsync(ArmCall call, ResourceId id, ResourceSchema schema, CancellationToken cancellationToken)
    {
        RefuseReadOnly(schema, "PATCH");
        JsonObject patch = JsonBody.Read(call.Request);
        return WriteAsync(
            call,
            id,
            schema,
            existing => ResourceBody.Read(MergePatch.Apply(ResourcePatch.Before(existing!), patch), schema),
            mustExist: true,
            cancellationToken);
    }

    public async Task<ArmResponse> GetAsync(ArmCall call, ResourceId id, ResourceSchema schema, CancellationToken cancellationToken)
    {
        if (schema.HidesContent)
            throw new ArmException(405, "MethodNotAllowed", $"GET is not supported for '{schema.Type}': it holds secrets. Use POST {id}/list.");
        ResourceRecord record = await context.Store.ReadAsync(state => StateRules.Require(state, id)).ConfigureAwait(false);
        return new ArmResponse(200, ResourceJson.Write(record, schema));
    }

    public async Task<ArmResponse> DeleteAsync(ArmCall call, ResourceId id, ResourceSchema schema, CancellationToken cancellationToken)
    {
        RefuseReadOnly(schema, "DELETE");
        if (schema.Deletion == PollingStyle.Immediate && !schema.DeletesOutside)
            await context.Operations.WorkAsync(call, id, OperationKind.Delete, cancellationToken).ConfigureAwait(false);
        OperationRecord? operation = await context.Store.ChangeAsync(state => Deletions.Decide(context, call, state, id, schema)).ConfigureAwait(false);
        if (operation is null)
            return new ArmResponse(204);
        if (operation.HasEnded)
            return new ArmResponse(200);
        context.Operations.Begin(operation);
        return schema.Deletion == PollingStyle.Immediate && operation.DueAt is not null
            ? await EndOfAsync(operation, cancellationToken).ConfigureAwait(false)
            : OperationAnswers.Accepted(call, operation);
    }

    private async Task<ArmResponse> WriteAsync(
        ArmCall call, ResourceId id, ResourceSchema schema, Func<ResourceRecord?, ResourceBody> read, bool mustExist, CancellationToken cancellationToken)
    {
        if (schema.Creation == PollingStyle.Immediate)
        {
            // Checked before the wait, so that a refusal is quick; decided after it, as the state may have moved on.
            context.Store.Peek(state => Writes.Check(state, id, mustExist, read));
            await context.Operations.WorkAsync(call, id, OperationKind.Create, cancellationToken).ConfigureAwait(false);
        }

        WriteOutcome outcome = await context.Store.ChangeAsync(state => Writes.Decide(context, call, state, id, schema, read, mustExist)).ConfigureAwait(false);
        if (outcome.Operation is { HasEnded: false } operation)
        {
            context.Operations.Begin(operation);
            return OperationAnswers.Accepted(call, operation, outcome.Created, ResourceJson.Write(outcome.Record, schema));
        }

        if (outcome.Changed)
            await context.Sites.OnChangedAsync(outcome.Record.Id).ConfigureAwait(false);
        return new ArmResponse(outcome.Created ? 201 : 200, ResourceJson.Write(outcome.Record, schema));
    }

    private async Task<ArmResponse> EndOfAsync(OperationRecord operation, CancellationToken cancellationToken)
    {
        await context.Operations.WhenEndedAsync(operation.OperationId, cancellationToken).ConfigureAwait(false);
        OperationRecord? ended = await context.Store.ReadAsync(state => state.FindOperation(operation.OperationId)).ConfigureAwait(false);
        return ended?.Error is { } error ? throw new ArmException(500, error.Code, error.Message) : new ArmResponse(200);
    }

    private static void RefuseReadOnly(ResourceSchema schema, string method)
    {
        if (schema.IsReadOnly)
            throw new ArmException(405, "MethodNotAllowed", $"{method} is not supported for '{schema.Type}'.");
    }
}
