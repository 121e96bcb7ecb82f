using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Embedded.ResourceManager.Providers;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Http.Handlers;

/// <summary><c>Microsoft.Resources/tags/default</c>: no resource of its own, but the tags of the one it stands on.</summary>
internal sealed class TagsHandler(ArmContext context) : IResourceHandler
{
    public Task<ArmResponse> PutAsync(ArmCall call, ResourceId id, ResourceSchema schema, CancellationToken cancellationToken)
    {
        ImmutableSortedDictionary<string, string> tags = TagsOf(JsonBody.Read(call.Request));
        return ChangeAsync(id, _ => tags);
    }

    public Task<ArmResponse> PatchAsync(ArmCall call, ResourceId id, ResourceSchema schema, CancellationToken cancellationToken)
    {
        JsonObject request = JsonBody.Read(call.Request);
        ImmutableSortedDictionary<string, string> tags = TagsOf(request);
        string? operation = request["operation"] is JsonValue value && value.TryGetValue(out string? text) ? text.ToUpperInvariant() : null;
        return operation switch
        {
            "MERGE" => ChangeAsync(id, before => before.SetItems(tags)),
            "REPLACE" => ChangeAsync(id, _ => tags),
            "DELETE" => ChangeAsync(id, before => before.RemoveRange(tags.Where(tag => before.GetValueOrDefault(tag.Key) == tag.Value).Select(tag => tag.Key))),
            _ => throw new ArmException(400, "InvalidTagsPatchOperation", "The operation must be Merge, Replace or Delete.", "operation"),
        };
    }

    public async Task<ArmResponse> GetAsync(ArmCall call, ResourceId id, ResourceSchema schema, CancellationToken cancellationToken)
        => Answer(await context.Store.ReadAsync(state => StateRules.Require(state, id.Parent!)).ConfigureAwait(false));

    public async Task<ArmResponse> DeleteAsync(ArmCall call, ResourceId id, ResourceSchema schema, CancellationToken cancellationToken)
    {
        await ChangeAsync(id, _ => ResourceRecord.EmptyTags).ConfigureAwait(false);
        return new ArmResponse(200);
    }

    private static ImmutableSortedDictionary<string, string> TagsOf(JsonObject request)
        => ResourceBody.ReadTags((request["properties"] as JsonObject)?["tags"]);

    private async Task<ArmResponse> ChangeAsync(ResourceId id, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string,
        string>> change)
    {
        ResourceRecord changed = await context.Store.ChangeAsync(state =>
        {
            StateRules.RequireUnlocked(state, id.Parent!, deletes: false);
            ResourceRecord before = StateRules.Require(state, id.Parent!);
            DateTimeOffset now = context.Clock.GetUtcNow();
            ResourceRecord after = before with { Tags = change(before.Tags), ChangedAt = now };
            return new StoreDecision<ResourceRecord>(new StoreBatch { At = now, Put = [after] }, after);
        }).ConfigureAwait(false);
        return Answer(changed);
    }

    private static ArmResponse Answer(ResourceRecord record)
        => new(200, new JsonObject
        {
            ["id"] = $"{record.Id.Text}/providers/Microsoft.Resources/tags/default",
            ["name"] = "default",
            ["type"] = "Microsoft.Resources/tags",
            ["properties"] = new JsonObject { ["tags"] = ResourceJson.WriteTags(record.Tags) },
        });
}
