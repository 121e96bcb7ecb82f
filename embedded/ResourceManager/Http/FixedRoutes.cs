using System.Text.Json.Nodes;
using Embedded.ResourceManager.Operations;
using Embedded.ResourceManager.Providers;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Http;

/// <summary>The routes that are no resource: tenants, subscriptions, locations, providers, lists, operations. Null when none matches.</summary>
internal sealed class FixedRoutes(ArmContext context)
{
    public const string OperationType = "Microsoft.Resources/operations";

    public async Task<ArmResponse?> TryAnswerAsync(ArmCall call)
    {
        IReadOnlyList<string> path = call.Request.Segments;
        if (path.Count >= 2 && call.Request.Method == "GET" && Is(path[^2], "operationStatuses"))
            return OperationAnswers.Status(await FindOperationAsync(path[^1]).ConfigureAwait(false), call.Request.Path);
        if (path.Count >= 2 && call.Request.Method == "GET" && Is(path[^2], "operationResults"))
            return await ResultAsync(call, path[^1]).ConfigureAwait(false);
        if (path.Count == 0)
            return null;
        if (Is(path[0], "tenants") && path.Count == 1)
            return Get(call, Tenants());
        if (Is(path[0], "providers") && path.Count is 1 or 2)
            return Provider(call, path, null);
        return Is(path[0], "subscriptions") ? await SubscriptionAsync(call, path).ConfigureAwait(false) : null;
    }

    private async Task<ArmResponse?> SubscriptionAsync(ArmCall call, IReadOnlyList<string> path)
    {
        if (path.Count == 1)
        {
            ResourceRecord[] all = await context.Store.ReadAsync(state => state.Resources.Children(ResourceId.Tenant)
                .Where(record => record.Id.Type == ResourceId.SubscriptionType).ToArray()).ConfigureAwait(false);
            return Get(call, null) ?? ResourcePage.Write(call, all, Subscription);
        }

        ResourceId id = ResourceId.Subscription(path[1]);
        string last = path[^1];
        bool known = path.Count == 2
            || (path.Count == 3 && (Is(last, "locations") || Is(last, "resourceGroups") || Is(last, "resources") || Is(last, "providers")))
            || (path.Count == 4 && Is(path[2], "providers"))
            || (path.Count == 5 && Is(path[2], "providers") && (Is(last, "register") || Is(last, "unregister")))
            || (path.Count == 5 && Is(path[2], "resourceGroups") && Is(last, "resources"));
        if (!known)
            return null;
        ResourceRecord subscription = await context.Store.ReadAsync(state => StateRules.Require(state, id)).ConfigureAwait(false);
        if (path.Count >= 3 && Is(path[2], "providers"))
            return Provider(call, [.. path.Skip(2)], subscription);
        if (path.Count == 2)
            return Get(call, Subscription(subscription));
        if (Is(last, "locations"))
            return Get(call, Locations(subscription));
        return await ListAsync(call, path.Count == 5 ? id.ResourceGroup(path[3]) : id, Is(last, "resourceGroups")).ConfigureAwait(false);
    }

    private async Task<ArmResponse> ListAsync(ArmCall call, ResourceId scope, bool groups)
    {
        RequireGet(call);
        call.RequireApiVersion();
        ResourceFilter filter = ResourceFilter.Parse(call.Request.Query("$filter"));
        ResourceRecord[] found = await context.Store.ReadAsync(state =>
        {
            StateRules.Require(state, scope);
            return state.Resources.Subtree(scope)
                .Where(record => groups ? record.Id.Type == ResourceId.ResourceGroupType : IsListed(record))
                .Where(filter.Matches)
                .ToArray();
        }).ConfigureAwait(false);
        return ResourcePage.Write(call, found, record => groups ? ResourceJson.Write(record, context.Providers.Require(record.Id.Type)) : Summary(record));
    }

    private bool IsListed(ResourceRecord record)
        => record.Id.Type.Namespace != ResourceId.ResourcesNamespace && context.Providers.Find(record.Id.Type) is { IsTracked: true,
            Location: not LocationRule.Inherited };

    private JsonObject Summary(ResourceRecord record)
    {
        JsonObject full = ResourceJson.Write(record, context.Providers.Require(record.Id.Type));
        full.Remove("properties");
        full["provisioningState"] = record.State.ToString();
        return full;
    }

    private async Task<OperationRecord> FindOperationAsync(string operationId)
        => await context.Store.ReadAsync(state => state.FindOperation(operationId)).ConfigureAwait(false)
            ?? throw new ArmException(404, "OperationNotFound", $"The operation '{operationId}' was not found, or ended too long ago.");

    private async Task<ArmResponse> ResultAsync(ArmCall call, string operationId)
    {
        OperationRecord operation = await FindOperationAsync(operationId).ConfigureAwait(false);
        if (!operation.HasEnded)
            return OperationAnswers.Later(call, operation);
        if (operation.Error is { } error)
            throw new ArmException(409, error.Code, error.Message);
        if (operation.Status == OperationStatus.Canceled)
            throw new ArmException(409, "OperationCanceled", $"The operation was cancelled because '{operation.Target.Parent}' was deleted.");
        if (operation.Kind == OperationKind.Delete)
            return new ArmResponse(200);
        ResourceRecord record = await context.Store.ReadAsync(state => StateRules.Require(state, operation.Target)).ConfigureAwait(false);
        return new ArmResponse(200, ResourceJson.Write(record, context.Providers.Require(record.Id.Type)));
    }

    private ArmResponse Provider(ArmCall call, IReadOnlyList<string> path, ResourceRecord? subscription)
    {
        call.RequireApiVersion();
        if (path.Count == 1)
        {
            RequireGet(call);
            return new ArmResponse(200, new JsonObject
            {
                ["value"] = new JsonArray([.. context.Providers.Providers.Select(provider => (JsonNode)Describe(provider, subscription))]),
            });
        }

        ProviderDefinition provider = context.Providers.FindProvider(path[1])
            ?? throw new ArmException(404, "InvalidResourceNamespace", $"The resource namespace '{path[1]}' is invalid.");
        if (path.Count == 3 && Is(path[2], "unregister"))
            throw new ArmException(409, "CannotUnregisterProvider", $"The provider '{provider.Namespace}' cannot be unregistered here.");
        if (path.Count == 3 && call.Request.Method != "POST")
            throw MethodNotAllowed(call);
        if (path.Count == 2)
            RequireGet(call);
        return new ArmResponse(200, Describe(provider, subscription));
    }

    private static JsonObject Describe(ProviderDefinition provider, ResourceRecord? subscription)
    {
        JsonObject described = new()
        {
            ["id"] = $"{subscription?.Id.Text}/providers/{provider.Namespace}",
            ["namespace"] = provider.Namespace,
            ["registrationPolicy"] = "RegistrationRequired",
        };
        if (subscription is not null)
            described["registrationState"] = "Registered";
        described["resourceTypes"] = new JsonArray([.. provider.Types.Select(schema => (JsonNode)new JsonObject
        {
            ["resourceType"] = schema.Type.Path,
            ["locations"] = new JsonArray([.. LocationsOf(schema).Select(name => (JsonNode)name)]),
            ["apiVersions"] = new JsonArray([.. schema.ApiVersions.Reverse().Select(version => (JsonNode)version)]),
            ["capabilities"] = schema.IsTracked ? "SupportsTags, SupportsLocation" : "None",
        })]);
        return described;
    }

    private static IEnumerable<string> LocationsOf(ResourceSchema schema)
        => schema.Location switch
        {
            LocationRule.None => [],
            LocationRule.Global => ["global"],
            LocationRule.RegionalOrGlobal => AzureRegions.All.Select(region => region.Value).Prepend("global"),
            _ => AzureRegions.All.Select(region => region.Value),
        };

    private JsonObject Subscription(ResourceRecord record) => new()
    {
        ["id"] = record.Id.Text,
        ["subscriptionId"] = record.Id.Name,
        ["tenantId"] = context.TenantId,
        ["displayName"] = $"Local subscription {record.Id.Name}",
        ["state"] = "Enabled",
        ["authorizationSource"] = "RoleBased",
        ["subscriptionPolicies"] = new JsonObject { ["locationPlacementId"] = "Public_2014-09-01", ["quotaId"] = "PayAsYouGo_2014-09-01",
            ["spendingLimit"] = "Off" },
        ["tags"] = ResourceJson.WriteTags(record.Tags),
    };

    private JsonObject Tenants() => new()
    {
        ["value"] = new JsonArray(new JsonObject { ["id"] = $"/tenants/{context.TenantId}", ["tenantId"] = context.TenantId, ["displayName"] = "Local",
            ["tenantCategory"] = "Home" }),
    };

    private static JsonObject Locations(ResourceRecord subscription) => new()
    {
        ["value"] = new JsonArray([.. AzureRegions.All.Select(region => (JsonNode)new JsonObject
        {
            ["id"] = $"{subscription.Id.Text}/locations/{region.Key}",
            ["name"] = region.Key,
            ["type"] = "Region",
            ["displayName"] = region.Value,
            ["regionalDisplayName"] = region.Value,
        })]),
    };

    private static ArmResponse? Get(ArmCall call, JsonObject? body)
    {
        RequireGet(call);
        call.RequireApiVersion();
        return body is null ? null : new ArmResponse(200, body);
    }

    private static void RequireGet(ArmCall call)
    {
        if (call.Request.Method is not ("GET" or "HEAD"))
            throw MethodNotAllowed(call);
    }

    private static ArmException MethodNotAllowed(ArmCall call)
        => new(405, "HttpMethodNotAllowed", $"The method {call.Request.Method} is not supported at '{call.Request.Path}'.");

    private static bool Is(string segment, string name) => string.Equals(segment, name, StringComparison.OrdinalIgnoreCase);
}
