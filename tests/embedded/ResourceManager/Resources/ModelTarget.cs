namespace Embedded.ResourceManager.Tests.Resources;

/// <summary>A resource, or the group it is in, that a random sequence works on.</summary>
internal sealed record ModelTarget(string Id, string? Group, string ApiVersion, string Content)
{
    public static IEnumerable<ModelTarget> InGroup(string name)
    {
        string group = $"/subscriptions/{ArmFixture.Subscription}/resourceGroups/{name}";
        string providers = $"{group}/providers";
        yield return new ModelTarget(group, Group: null, "2022-09-01", string.Empty);
        yield return new ModelTarget($"{providers}/Microsoft.ManagedIdentity/userAssignedIdentities/who", group, "2023-01-31", string.Empty);
        yield return new ModelTarget(
            $"{providers}/Microsoft.Storage/storageAccounts/data{name}", group, "2023-01-01", ""","kind":"StorageV2","sku":{"name":"Standard_LRS"}""");
        yield return new ModelTarget($"{providers}/Microsoft.ServiceBus/namespaces/bus-{name}-00", group, "2024-01-01", ""","sku":{"name":"Standard"}""");
        yield return new ModelTarget(
            $"{providers}/Microsoft.Network/virtualNetworks/net", group, "2024-05-01",
            ""","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]}}""");
    }

    public string Body(int tag) => $$"""{"location":"westeurope","tags":{"v":"{{tag}}"}{{Content}}}""";
}
