using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Settings;

namespace PlatformDeployer.Azure.Tests.Registry;

public sealed class RegistryStartupTests
{
    [Theory]
    [InlineData("another")]
    [InlineData("zebra")]
    public async Task Start_OnTheDataOfAnotherPlatform_IsRefused(string id)
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        await root.Registry.MergeAsync(Platforms.Child("pone", "/root/one", root.Owner), CancellationToken.None);
        await root.Startup.StartAsync(CancellationToken.None);

        using var other = new TestRegistry(account, Platforms.Root with { Id = PlatformId.Parse(id) });
        SettingException refused = await Assert.ThrowsAsync<SettingException>(() => other.Startup.StartAsync(CancellationToken.None));
        Assert.StartsWith($"The data belongs to the platform with the id '{root.Owner}', and the settings give it the id '{id}'.", refused.Message, StringComparison.Ordinal);
    }
}
