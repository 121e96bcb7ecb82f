using Embedded.Functions.Messaging;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Hosting;

/// <summary>Makes the bare host of an instance: its configuration, what the machine supplies and what the worker needs; no watchers, no consoles.</summary>
internal static class InstanceHostBuilder
{
    private const string EnvironmentSetting = "AZURE_FUNCTIONS_ENVIRONMENT";

    public static HostApplicationBuilder Create(string[] args, InstanceEnvironment environment)
    {
        AppInstanceOptions options = environment.Options;
        ConfigurationManager configuration = new();
        configuration.AddEnvironmentVariables();
        configuration.AddInMemoryCollection(AppSettings.Of(options));
        if (args.Length > 0)
        {
            configuration.AddCommandLine(args);
        }

        HostApplicationBuilder builder = new(new HostApplicationBuilderSettings
        {
            DisableDefaults = true,
            Configuration = configuration,
            ApplicationName = options.App.GetName().Name,
            ContentRootPath = options.ContentRoot,
            EnvironmentName = configuration[EnvironmentSetting] ?? Environments.Development,
        });
        HostOptions hostOptions = HostJson.Load(options.ContentRoot);
        AddLogging(builder, hostOptions, environment.IsStandalone);
        AddServices(builder.Services, options, hostOptions, environment.IsStandalone);
        return builder;
    }

    private static void AddServices(IServiceCollection services, AppInstanceOptions options, HostOptions hostOptions, bool isStandalone)
    {
        if (!isStandalone)
        {
            services.Replace(ServiceDescriptor.Singleton<IHostLifetime, InstanceLifetime>());
        }

        services.AddSingleton(options.TimeProvider);
        options.ConfigureServices?.Invoke(services);
        services.AddSingleton(hostOptions);
        services.AddSingleton<DurableClientSource>();
        services.AddSingleton<MessageConnections>();
        services.AddSingleton<MessageOutputSender>();
        services.PostConfigure<WorkerOptions>(worker => worker.Serializer ??= WorkerJson.Serializer);
    }

    private static void AddLogging(HostApplicationBuilder builder, HostOptions options, bool isStandalone)
    {
        if (isStandalone)
        {
            builder.Logging.AddSimpleConsole();
        }

        LogLevels.Apply(builder.Logging, options);
    }
}
