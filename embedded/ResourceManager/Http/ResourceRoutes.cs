using Embedded.ResourceManager.Http.Handlers;
using Embedded.ResourceManager.Providers;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Http;

/// <summary>Leads a call on a resource, a collection or an action to the handler of its type.</summary>
internal sealed class ResourceRoutes
{
    private readonly ArmContext _context;
    private readonly ResourceActions _actions;
    private readonly IResourceHandler _general;
    private readonly Dictionary<ResourceType, IResourceHandler> _special;

    public ResourceRoutes(ArmContext context)
    {
        _context = context;
        _actions = new ResourceActions(context);
        _general = new ResourceHandler(context);
        _special = new Dictionary<ResourceType, IResourceHandler> { [ResourceType.Parse("Microsoft.Resources/tags")] = new TagsHandler(context) };
    }

    public async Task<ArmResponse> AnswerAsync(ArmCall call, ResourcePath path, CancellationToken cancellationToken)
    {
        string method = call.Request.Method;
        if (method == "POST" && path.Trailing is { } action)
            return await _actions.RunAsync(call, path.Id, action, cancellationToken).ConfigureAwait(false);
        if (path.Collection is { } collection)
            return await ListAsync(call, path.Id, collection).ConfigureAwait(false);
        if (path.Trailing is not null || path.Id.Parent is null)
            throw new ArmException(404, "NotFound", $"No route matches '{call.Request.Path}'.");
        ResourceSchema schema = _context.Providers.Require(path.Id.Type);
        call.RequireApiVersion(schema);
        IResourceHandler handler = _special.GetValueOrDefault(schema.Type, _general);
        return method switch
        {
            "GET" => await handler.GetAsync(call, path.Id, schema, cancellationToken).ConfigureAwait(false),
            "HEAD" => await HeadAsync(handler, call, path.Id, schema, cancellationToken).ConfigureAwait(false),
            "PUT" => await handler.PutAsync(call, path.Id, schema, cancellationToken).ConfigureAwait(false),
            "PATCH" => await handler.PatchAsync(call, path.Id, schema, cancellationToken).ConfigureAwait(false),
            "DELETE" => await handler.DeleteAsync(call, path.Id, schema, cancellationToken).ConfigureAwait(false),
            _ => throw new ArmException(405, "HttpMethodNotAllowed", $"The method {method} is not supported at '{call.Request.Path}'."),
        };
    }

    private static async Task<ArmResponse> HeadAsync(IResourceHandler handler, ArmCall call, ResourceId id, ResourceSchema schema,
        CancellationToken cancellationToken)
    {
        await handler.GetAsync(call, id, schema, cancellationToken).ConfigureAwait(false);
        return new ArmResponse(204);
    }

    private async Task<ArmResponse> ListAsync(ArmCall call, ResourceId scope, ResourceType type)
    {
        if (call.Request.Method is not "GET")
            throw new ArmException(405, "HttpMethodNotAllowed", $"The method {call.Request.Method} is not supported at '{call.Request.Path}'.");
        ResourceSchema schema = _context.Providers.Require(type);
        call.RequireApiVersion(schema);
        ResourceRecord[] found = await _context.Store.ReadAsync(state =>
        {
            if (scope.Parent is not null)
                StateRules.Require(state, scope);
            IEnumerable<ResourceRecord> all = schema.IsChild && scope.Type.Namespace == type.Namespace
                ? state.Resources.Children(scope)
                : state.Resources.Subtree(scope);
            return all.Where(record => record.Id.Type == type).ToArray();
        }).ConfigureAwait(false);
        return ResourcePage.Write(call, found, record => ResourceJson.Write(record, schema));
    }
}
