namespace Embedded.ResourceManager.Resources;

/// <summary>
/// What calls ask of the resources at every turn, found without looking through them: locks by their scope, and the principals of identities.
/// Not thread-safe: the store's gate guards it.
/// </summary>
internal sealed class ResourceIndex
{
    public static readonly ResourceType LockType = new("Microsoft.Authorization", "locks");
    private static readonly ResourceType IdentityType = new("Microsoft.ManagedIdentity", "userAssignedIdentities");

    private readonly Dictionary<ResourceId, Dictionary<ResourceId, ResourceRecord>> _locksByScope = [];
    private readonly Dictionary<string, ResourceId> _identityByPrincipal = new(StringComparer.OrdinalIgnoreCase);

    public bool HasLocks => _locksByScope.Count > 0;

    public IEnumerable<ResourceRecord> LocksAt(ResourceId scope)
        => _locksByScope.TryGetValue(scope, out Dictionary<ResourceId, ResourceRecord>? locks) ? locks.Values : [];

    /// <summary>Whether a GUID is the principal of an identity that lives here.</summary>
    public bool KnowsPrincipal(string principalId) => _identityByPrincipal.ContainsKey(principalId);

    public void Put(ResourceRecord record)
    {
        if (record.Id.Type == LockType)
        {
            if (!_locksByScope.TryGetValue(record.Id.Parent!, out Dictionary<ResourceId, ResourceRecord>? locks))
                _locksByScope.Add(record.Id.Parent!, locks = []);
            locks[record.Id] = record;
        }
        else if (record.Id.Type == IdentityType && record.TextProperty("principalId") is { } principal)
        {
            _identityByPrincipal[principal] = record.Id;
        }
    }

    public void Remove(ResourceRecord record)
    {
        if (record.Id.Type == LockType)
        {
            Dictionary<ResourceId, ResourceRecord> locks = _locksByScope[record.Id.Parent!];
            locks.Remove(record.Id);
            if (locks.Count == 0)
                _locksByScope.Remove(record.Id.Parent!);
        }
        else if (record.Id.Type == IdentityType && record.TextProperty("principalId") is { } principal)
        {
            _identityByPrincipal.Remove(principal);
        }
    }
}
