#nullable disable // As the official API, which says nothing about null.

namespace Azure.Data.Tables;

/// <summary>An account's name and key. The embedded account is in this process and checks no key.</summary>
public class TableSharedKeyCredential
{
    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        ArgumentNullException.ThrowIfNull(accountName);
        AccountName = accountName;
        SetAccountKey(accountKey);
    }

    public string AccountName { get; }

    public void SetAccountKey(string accountKey) => _ = Convert.FromBase64String(accountKey);
}
