using Embedded.Host;
using Embedded.ResourceManager;
using Embedded.ResourceManager.Resources;
using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>What must be true of the cloud when everything has ended.</summary>
internal static class CloudCheck
{
    private static readonly string Subscription = $"/subscriptions/{LocalIdentities.SubscriptionId}";

    /// <summary>The groups and resources of the subscription, as they stand; not what the provider remembers of deleted vaults for the time of their soft delete.</summary>
    public static IReadOnlyList<ResourceRecord> Standing(LocalResourceManager cloud) =>
        [.. cloud.ResourcesIn(Subscription).Where(record => record.Id.Type != ResourceId.SubscriptionType && !IsSoftDeleted(record.Id))];

    /// <summary>Every living platform consists of exactly its resources, each made once, and nothing else stands anywhere.</summary>
    public static void HoldsOnly(LocalResourceManager cloud, IReadOnlyCollection<PlatformView> living)
    {
        IReadOnlyList<ResourceRecord> standing = Standing(cloud);
        var expected = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (PlatformView platform in living)
        {
            Assert.NotEmpty(platform.Resources);
            expected.Add($"{Subscription}/resourceGroups/{platform.ResourceGroup}");
            expected.UnionWith(platform.Resources.Select(resource => resource.Id));
            foreach (ResourceView resource in platform.Resources)
            {
                Assert.True(cloud.Find(resource.Id) is not null, $"{resource.Id} of {platform.Path} is missing.");
                MadeOnce(cloud, resource.Id);
            }
        }

        string[] beyond = [.. standing.Where(record => !expected.Contains(record.Id.Text) && !ComesWith(record.Id, expected)).Select(record => record.Id.Text)];
        Assert.True(beyond.Length == 0, $"Left over: {beyond.Length}, as {string.Join(", ", beyond.Take(5))}");
    }

    private static bool IsSoftDeleted(ResourceId id) => id.Text.Contains("/deletedVaults/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the provider itself makes it with what it stands in: a storage account's services, a site's settings.</summary>
    private static bool ComesWith(ResourceId id, HashSet<string> expected) =>
        id.Name is "default" or "appsettings" && id.Parent is { } parent && expected.Contains(parent.Text);

    /// <summary>A resource was brought into being once, whether it still stands or not.</summary>
    public static void MadeOnce(LocalResourceManager cloud, string id)
    {
        int creations = cloud.CreationsOf(id);
        Assert.True(creations == 1, $"{id} was created {creations} times.");
    }
}
