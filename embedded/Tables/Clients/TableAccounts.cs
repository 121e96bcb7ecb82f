using System.Collections.Concurrent;
using Azure;
using Embedded.Tables.Store;

namespace Embedded.Tables.Clients;

/// <summary>Where clients find a store by the account's name, as the network's directory finds the service by its host.</summary>
internal static class TableAccounts
{
    /// <summary>The scheme of an embedded account's endpoint, as in <c>embedded://name</c>.</summary>
    public const string Scheme = "embedded";

    private static readonly ConcurrentDictionary<string, TableStore> Open = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What an app connects with.</summary>
    public static string ConnectionString(string account) => $"TableEndpoint={Scheme}://{account};";

    /// <summary>
    /// The account answers until the result is disposed of. It takes the place of one of that name, which can only be that of an instance on its last legs:
    /// who owns the data is decided by the log.
    /// </summary>
    public static IDisposable Register(string account, TableStore store)
    {
        Open[account] = store;
        return new Registration(account, store);
    }

    public static TableStore Find(string account) => Open.TryGetValue(account, out TableStore? store)
        ? store
        : throw new RequestFailedException($"No such host is known. ({account})", new HttpRequestException($"No such host is known. ({account})"));

    private sealed class Registration(string account, TableStore store) : IDisposable
    {
        public void Dispose() => Open.TryRemove(KeyValuePair.Create(account, store));
    }
}
