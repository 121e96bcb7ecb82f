using Azure.ResourceManager;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PlatformDeployer.Azure.Composition;
using PlatformDeployer.Azure.Links;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Domain.Settings;

namespace PlatformDeployer.Azure.Tests.Composition;

public sealed class AzurePlatformServicesTests
{
    private static readonly Dictionary<string, string?> Identities = new()
    {
        ["Platform:SubscriptionId"] = "11111111-1111-1111-1111-111111111111",
        ["AzureWebJobsStorage:tableServiceUri"] = "https://acme.table.core.windows.net/",
        ["ServiceBus:fullyQualifiedNamespace"] = "acme.servicebus.windows.net",
        ["AZURE_CLIENT_ID"] = "22222222-2222-2222-2222-222222222222",
    };

    private static readonly Dictionary<string, string?> ConnectionStrings = new()
    {
        ["Platform:SubscriptionId"] = "11111111-1111-1111-1111-111111111111",
        ["Platform:EndpointScheme"] = "http",
        ["AzureWebJobsStorage"] = "TableEndpoint=embedded://acme;",
        ["ServiceBus"] = "Endpoint=sb://acme.servicebus.embedded/;SharedAccessKeyName=local;SharedAccessKey=bG9jYWw=",
        ["AzureResourceManager:Endpoint"] = "https://localhost:4433",
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AddAzurePlatform_SettingsOfEitherKind_GiveEveryPort(bool identities)
    {
        await using ServiceProvider provider = Build(identities ? Identities : ConnectionStrings);

        Assert.All(
            [typeof(IPlatformRegistry), typeof(IPlatformEventLog), typeof(IReportOutbox), typeof(IPlatformLink), typeof(IRequestForwarder), typeof(ICloudProvisioner), typeof(ArmClient)],
            port => Assert.Same(provider.GetRequiredService(port), provider.GetRequiredService(port)));
        Assert.Equal(2, provider.GetServices<IHostedService>().Count());
    }

    [Theory]
    [InlineData("Platform:SubscriptionId", typeof(ICloudProvisioner))]
    [InlineData("AzureWebJobsStorage:tableServiceUri", typeof(IPlatformRegistry))]
    [InlineData("ServiceBus:fullyQualifiedNamespace", typeof(IPlatformRegistry))]
    public async Task AddAzurePlatform_SettingMissing_IsToldByName(string setting, Type port)
    {
        await using ServiceProvider provider = Build(Identities.Where(pair => pair.Key != setting).ToDictionary());

        SettingException missing = Assert.Throws<SettingException>(() => provider.GetRequiredService(port));

        Assert.Contains(setting, missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddAzurePlatform_AddressThatIsNone_IsToldByName()
    {
        await using ServiceProvider provider = Build(new(ConnectionStrings) { ["AzureResourceManager:Endpoint"] = "localhost" });

        SettingException wrong = Assert.Throws<SettingException>(() => provider.GetRequiredService<ICloudProvisioner>());

        Assert.Contains("AzureResourceManager:Endpoint", wrong.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Build(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton(Platforms.Root);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddAzurePlatform(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
