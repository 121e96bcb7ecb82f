using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Embedded.ResourceManager.Resources;
using Embedded.ResourceManager.Sites;

namespace Embedded.ResourceManager.Http;

/// <summary>The POST actions on resources, by type and name; one that is not here is refused.</summary>
internal sealed class ResourceActions
{
    private readonly Dictionary<(ResourceType Type, string Action), Func<ResourceRecord, CancellationToken, Task<ArmResponse>>> _actions = [];
    private readonly ArmContext _context;

    public ResourceActions(ArmContext context)
    {
        _context = context;
        Add("Microsoft.Web/sites", "start", (site, _) => SiteAsync(context.Sites.StartAsync(site.Id)));
        Add("Microsoft.Web/sites", "stop", (site, _) => SiteAsync(context.Sites.StopAsync(site.Id)));
        Add("Microsoft.Web/sites", "restart", (site, _) => SiteAsync(context.Sites.RestartAsync(site.Id)));
        Add("Microsoft.Web/sites/config", "list", (config, _) => Task.FromResult(ListSettings(config)));
        Add("Microsoft.Storage/storageAccounts", "listKeys", (account, _) => Task.FromResult(ListKeys(account, "allowSharedKeyAccess", whenKeysAreOff: false)));
        Add("Microsoft.KeyVault/locations/deletedVaults", "purge", PurgeAsync);
    }

    public async Task<ArmResponse> RunAsync(ArmCall call, ResourceId id, string action, CancellationToken cancellationToken)
    {
        call.RequireApiVersion(_context.Providers.Require(id.Type));
        ResourceRecord record = await _context.Store.ReadAsync(state =>
        {
            StateRules.RequireUnlocked(state, id, deletes: false);
            return StateRules.Require(state, id);
        }).ConfigureAwait(false);
        return _actions.TryGetValue((id.Type, action.ToUpperInvariant()), out Func<ResourceRecord, CancellationToken, Task<ArmResponse>>? run)
            ? await run(record, cancellationToken).ConfigureAwait(false)
            : throw new ArmException(404, "InvalidResourceAction", $"The action '{action}' does not exist for type '{id.Type}'.");
    }

    private void Add(string type, string action, Func<ResourceRecord, CancellationToken, Task<ArmResponse>> run)
        => _actions.Add((ResourceType.Parse(type), action.ToUpperInvariant()), run);

    private static async Task<ArmResponse> SiteAsync(Task action)
    {
        await action.ConfigureAwait(false);
        return new ArmResponse(200);
    }

    private ArmResponse ListSettings(ResourceRecord config) => new(200, ResourceJson.Write(config, _context.Providers.Require(SiteFacts.ConfigType)));

    private static ArmResponse ListKeys(ResourceRecord account, string member, bool whenKeysAreOff)
    {
        bool off = account.Property(member) is { } value && value.ValueKind is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False
            && value.GetBoolean() == whenKeysAreOff;
        if (off)
            throw new ArmException(403, "KeyBasedAuthenticationNotPermitted", $"Key based authentication is not permitted on '{account.Id.Name}'.");
        byte[] secret = SHA512.HashData(Encoding.UTF8.GetBytes($"{account.Id.Text}|{account.CreatedAt:O}"));
        return new ArmResponse(200, new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject { ["keyName"] = "key1", ["value"] = Convert.ToBase64String(secret), ["permissions"] = "FULL" }),
        });
    }

    private async Task<ArmResponse> PurgeAsync(ResourceRecord vault, CancellationToken cancellationToken)
    {
        await _context.Store.ChangeAsync(_ => new StoreDecision<bool>(
            new StoreBatch { At = _context.Clock.GetUtcNow(), Removed = [vault.Id] }, true)).ConfigureAwait(false);
        return new ArmResponse(200);
    }
}
