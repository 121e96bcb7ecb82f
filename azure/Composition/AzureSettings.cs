using Azure.ResourceManager;
using Microsoft.Extensions.Configuration;
using PlatformDeployer.Domain.Settings;

namespace PlatformDeployer.Azure.Composition;

/// <summary>The settings of the clients, each read when it is first needed, so that what is missing is told by name by whoever needs it.</summary>
internal sealed class AzureSettings(IConfiguration configuration)
{
    public string SubscriptionId => Required("Platform:SubscriptionId");

    public string EndpointScheme => Value("Platform:EndpointScheme") ?? "https";

    public string? IdentityClientId => Value("AZURE_CLIENT_ID");

    public string? TablesConnection => Value("AzureWebJobsStorage");

    public Uri TablesAddress => Address("AzureWebJobsStorage:tableServiceUri");

    public string? ServiceBusConnection => Value("ServiceBus");

    public string ServiceBusNamespace => Required("ServiceBus:fullyQualifiedNamespace");

    public ArmEnvironment ResourceManager
    {
        get
        {
            if (Value("AzureResourceManager:Endpoint") is null) return ArmEnvironment.AzurePublicCloud;
            Uri endpoint = Address("AzureResourceManager:Endpoint");
            return new ArmEnvironment(endpoint, Value("AzureResourceManager:Audience") ?? endpoint.AbsoluteUri);
        }
    }

    private string? Value(string name) => configuration[name] is { Length: > 0 } value ? value : null;

    private string Required(string name) => Value(name) ?? throw SettingException.Missing(name);

    private Uri Address(string name) => Uri.TryCreate(Required(name), UriKind.Absolute, out Uri? address)
        ? address
        : throw SettingException.NotValid(name, "it is no absolute address");
}
