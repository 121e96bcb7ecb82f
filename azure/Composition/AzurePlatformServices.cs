using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Azure.ResourceManager;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PlatformDeployer.Azure.Arm;
using PlatformDeployer.Azure.Links;
using PlatformDeployer.Azure.Messaging;
using PlatformDeployer.Azure.Registry;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Azure.Composition;

/// <summary>Puts the domain's ports on Azure.</summary>
public static class AzurePlatformServices
{
    /// <summary>
    /// Adds the clients and the ports. A <see cref="TokenCredential"/>, an <see cref="HttpPipelineTransport"/>, a <see cref="LinkClient"/> and a
    /// <see cref="TimeProvider"/> that stand in the services already are used; a <see cref="PlatformCharter"/> must come from elsewhere.
    /// </summary>
    public static IServiceCollection AddAzurePlatform(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        AzureSettings settings = new(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => SignIn(settings));
        AddClients(services, settings);
        AddPorts(services, settings);
        return services;
    }

    private static void AddClients(IServiceCollection services, AzureSettings settings)
    {
        services.AddSingleton(provider => OpenTables(settings, provider));
        services.AddSingleton(provider => OpenServiceBus(settings, provider));
        services.AddSingleton(provider => OpenServiceBusAdministration(settings, provider));
        services.AddSingleton(provider => OpenResourceManager(settings, provider));
        services.TryAddSingleton(_ => new LinkClient());
    }

    private static void AddPorts(IServiceCollection services, AzureSettings settings)
    {
        services.AddSingleton<RegistryTables>();
        services.AddSingleton<IReportSignal, ServiceBusReportSignal>();
        services.AddSingleton<IDeadMessages, ServiceBusDeadMessages>();
        services.AddSingleton<IPlatformRegistry, TableRegistry>();
        services.AddSingleton<IRequestKeys, TableRequestKeys>();
        services.AddSingleton<IPlatformEventLog, TableEventLog>();
        services.AddSingleton<IReportOutbox, TableReportOutbox>();
        services.AddSingleton<IPlatformLink, HttpPlatformLink>();
        services.AddSingleton<IRequestForwarder, RequestForwarder>();
        services.AddSingleton<ICloudProvisioner>(provider => new ArmProvisioner(
            provider.GetRequiredService<ArmClient>(), settings.SubscriptionId, settings.EndpointScheme, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<RegistryStartup>();
        services.AddHostedService<ReportQueueStartup>();
    }

    private static TokenCredential SignIn(AzureSettings settings) => settings.IdentityClientId is { } clientId
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
        : new DefaultAzureCredential();

    private static TableServiceClient OpenTables(AzureSettings settings, IServiceProvider provider) => settings.TablesConnection is { } connection
        ? new TableServiceClient(connection)
        : new TableServiceClient(settings.TablesAddress, provider.GetRequiredService<TokenCredential>());

    private static ServiceBusClient OpenServiceBus(AzureSettings settings, IServiceProvider provider) => settings.ServiceBusConnection is { } connection
        ? new ServiceBusClient(connection)
        : new ServiceBusClient(settings.ServiceBusNamespace, provider.GetRequiredService<TokenCredential>());

    private static ServiceBusAdministrationClient OpenServiceBusAdministration(AzureSettings settings, IServiceProvider provider) =>
        settings.ServiceBusConnection is { } connection
            ? new ServiceBusAdministrationClient(connection)
            : new ServiceBusAdministrationClient(settings.ServiceBusNamespace, provider.GetRequiredService<TokenCredential>());

    private static ArmClient OpenResourceManager(AzureSettings settings, IServiceProvider provider)
    {
        var options = new ArmClientOptions { Environment = settings.ResourceManager };
        // Orchestrations try again, durably and with the pause the server asks for. A second loop in here would hide what they see and hold a worker meanwhile.
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        if (provider.GetService<HttpPipelineTransport>() is { } transport) options.Transport = transport;
        return new ArmClient(provider.GetRequiredService<TokenCredential>(), settings.SubscriptionId, options);
    }
}
