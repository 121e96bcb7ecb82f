using System.Globalization;
using System.Text.Json.Nodes;
using Embedded.ResourceManager.Operations;
using Embedded.ResourceManager.Providers;
using Embedded.ResourceManager.Providers.Shapes;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Http.Handlers;

/// <summary>Decides, under the gate, what a PUT or PATCH comes to.</summary>
internal static class Writes
{
    public static ResourceBody Check(ResourceState state, ResourceId id, bool mustExist, Func<ResourceRecord?, ResourceBody> read)
    {
        StateRules.RequireScope(state, id, forWriting: true);
        StateRules.RequireUnlocked(state, id, deletes: false);
        ResourceRecord? existing = mustExist ? StateRules.Require(state, id) : state.Resources.Find(id);
        return read(existing);
    }

    public static StoreDecision<WriteOutcome> Decide(
        ArmContext context, ArmCall call, ResourceState state, ResourceId id, ResourceSchema schema, Func<ResourceRecord?, ResourceBody> read, bool mustExist)
    {
        ResourceBody body = Check(state, id, mustExist, read);
        ResourceRecord? existing = state.Resources.Find(id);
        string digest = body.Digest();
        DateTimeOffset now = context.Clock.GetUtcNow();
        if (existing is not null && state.InFlight(id) is { } underWay)
        {
            if (underWay.Kind == OperationKind.Delete || underWay.RequestDigest != digest)
                throw Busy(id);
            StoreBatch counted = new() { At = now, Put = [existing with { PutsFound = existing.PutsFound + 1 }] };
            return new StoreDecision<WriteOutcome>(counted, new WriteOutcome(existing, underWay, underWay.Kind == OperationKind.Create, Changed: false));
        }

        if (!schema.RepeatsIdenticalPut && existing is { State: ProvisioningState.Succeeded } && existing.DesiredDigest == digest)
        {
            ResourceRecord found = existing with { PutsFound = existing.PutsFound + 1 };
            return new StoreDecision<WriteOutcome>(new StoreBatch { At = now, Put = [found] }, new WriteOutcome(found, null, Created: false, Changed: false));
        }

        RequireReferences(state, body);
        RequireGlobalName(state, id, schema, existing);
        RequireUnchanged(schema, existing, body);
        schema.Rules?.Invoke(new ResourceRuleContext(id, body.Body, existing, state, now));
        return Commit(context, call, state, id, schema, existing, body, digest, now);
    }

    private static StoreDecision<WriteOutcome> Commit(
        ArmContext context, ArmCall call, ResourceState state, ResourceId id, ResourceSchema schema, ResourceRecord? existing, ResourceBody body,
        string digest, DateTimeOffset now)
    {
        int creations = existing?.Creations ?? state.CreationsOf(id) + 1;
        ResourceId kept = existing?.Id ?? (state.Resources.Find(id.Parent!) is { } parent ? id.Under(parent.Id) : id);
        string? location = body.Location ?? existing?.Location
            ?? (schema.Location == LocationRule.Inherited ? state.Resources.Find(id.Parent!)?.Location : null);
        string seed = string.Create(CultureInfo.InvariantCulture, $"{context.Seed}|{creations}");
        GenerationContext generation = new(kept, location, context.TenantId, now, seed);
        JsonObject content = (JsonObject)body.Body.DeepClone();
        JsonObject? before = existing is null ? null : JsonObject.Create(existing.Body);
        JsonObject properties = content["properties"] as JsonObject ?? [];
        content["properties"] = properties;
        (schema.Properties as ObjectShape)?.Generate(properties, before?["properties"] as JsonObject, generation);
        Identities.Resolve(content, before, state, generation);
        bool waits = schema.Creation != PollingStyle.Immediate;
        ResourceRecord record = new()
        {
            Id = kept,
            Location = location,
            Tags = body.Tags,
            Body = StoreJson.BodyOf(content),
            State = waits ? (existing is null ? ProvisioningState.Creating : ProvisioningState.Updating) : ProvisioningState.Succeeded,
            DesiredDigest = digest,
            Creations = creations,
            PutsFound = (existing?.PutsFound ?? 0) + (existing is null ? 0 : 1),
            CreatedAt = existing?.CreatedAt ?? now,
            ChangedAt = now,
            CreatedBy = existing?.CreatedBy ?? call.Principal.ObjectId,
            Hidden = existing?.Hidden ?? ResourceRecord.EmptyTags,
        };
        OperationRecord? operation = waits
            ? context.Operations.Plan(call, record.Id, schema, existing is null ? OperationKind.Create : OperationKind.Update, digest)
            : null;
        RequireSize(record);
        SpreadRecord spread = schema.Spread?.Invoke(state, record) ?? new SpreadRecord(record, []);
        record = spread.Record;
        List<ResourceRecord> put = [record, .. spread.Others];
        if (existing is null)
            put.AddRange(ImplicitChildren(record, schema, now));
        StoreBatch batch = new() { At = now, Put = put, Operations = operation is null ? [] : [operation] };
        return new StoreDecision<WriteOutcome>(batch, new WriteOutcome(record, operation, existing is null, Changed: true));
    }

    private static IEnumerable<ResourceRecord> ImplicitChildren(ResourceRecord parent, ResourceSchema schema, DateTimeOffset now)
        => schema.ImplicitChildren.Select(child => new ResourceRecord
        {
            Id = parent.Id.Child(child.Type, child.Name),
            Body = ResourceRecord.EmptyBody,
            Creations = 1,
            CreatedAt = now,
            ChangedAt = now,
            CreatedBy = parent.CreatedBy,
        });

    private static void RequireReferences(ResourceState state, ResourceBody body)
    {
        foreach (ShapeReference reference in body.References.Where(reference => reference.MustExist))
        {
            if (state.Resources.Find(reference.Id) is null)
            {
                throw new ArmException(
                    400,
                    "InvalidResourceReference",
                    $"Resource {reference.Id} referenced by '{reference.Path}' was not found. Please make sure that the referenced resource exists.",
                    reference.Path);
            }
        }
    }

    private static void RequireGlobalName(ResourceState state, ResourceId id, ResourceSchema schema, ResourceRecord? existing)
    {
        if (existing is null && schema.GlobalName is { } rule && state.TryFindNameOwner($"{rule.Zone}|{id.Name}", out _))
            throw new ArmException(rule.Status, rule.Code, string.Format(CultureInfo.InvariantCulture, rule.Message, id.Name), "name");
    }

    private static void RequireUnchanged(ResourceSchema schema, ResourceRecord? existing, ResourceBody body)
    {
        if (existing is null)
            return;
        if (body.Location is not null && existing.Location is not null && body.Location != existing.Location)
        {
            throw new ArmException(
                409,
                "InvalidResourceLocation",
                $"The resource '{existing.Id.Name}' already exists in location '{existing.Location}'. "
                    + $"A resource with the same name cannot be created in location '{body.Location}'.",
                "location");
        }

        JsonObject before = JsonObject.Create(existing.Body)!;
        if (schema.Properties.FindForbiddenChange(before["properties"], body.Body["properties"], "properties") is { } path)
            throw new ArmException(409, "PropertyChangeNotAllowed", $"Changing property '{path}' is not allowed.", path);
        if (schema.RequiresKind && !JsonNode.DeepEquals(before["kind"], body.Body["kind"]))
            throw new ArmException(409, "PropertyChangeNotAllowed", "Changing property 'kind' is not allowed.", "kind");
    }

    /// <summary>Many small patches must not make what no single request could.</summary>
    private static void RequireSize(ResourceRecord record)
    {
        if (record.Body.GetRawText().Length > ArmRequest.BodyMaxBytes)
        {
            throw new ArmException(
                413, "RequestContentTooLarge", $"The resource '{record.Id.Name}' would exceed the maximum size of {ArmRequest.BodyMaxBytes / 1024 / 1024} MB.");
        }
    }

    private static ArmException Busy(ResourceId id)
        => new(
            409,
            "AnotherOperationInProgress",
            $"Another operation on this or dependent resource is in progress: '{id}'. Retry when it has ended.");
}
