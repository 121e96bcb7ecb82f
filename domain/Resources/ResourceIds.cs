using System.Text;

namespace PlatformDeployer.Domain.Resources;

/// <summary>Writes resource ids.</summary>
public static class ResourceIds
{
    /// <summary>The id of a resource group.</summary>
    public static string Group(string subscriptionId, string resourceGroup) => $"/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}";

    /// <summary>The id of a resource under a scope: types and names interleaved, as in <c>…/providers/Microsoft.Storage/storageAccounts/a/blobServices/default</c>.</summary>
    /// <exception cref="ResourceGraphException">The type and the name do not have the same number of parts.</exception>
    public static string Under(string scopeId, string type, string name)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(name);
        string[] types = type.Split('/');
        string[] names = name.Split('/');
        if (types.Length != names.Length + 1)
        {
            throw new ResourceGraphException($"A resource of type '{type}' needs a name of {types.Length - 1} part(s), not '{name}'.");
        }

        StringBuilder id = new StringBuilder(scopeId).Append("/providers/").Append(types[0]);
        for (int part = 0; part < names.Length; part++)
        {
            id.Append('/').Append(types[part + 1]).Append('/').Append(names[part]);
        }

        return id.ToString();
    }
}
