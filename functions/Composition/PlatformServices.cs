using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using PlatformDeployer.Azure.Composition;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Settings;
using PlatformDeployer.Domain.Templates;
using PlatformDeployer.Functions.Http.Admin;
using PlatformDeployer.Functions.Http.Health;
using PlatformDeployer.Functions.Http.Operations;
using PlatformDeployer.Functions.Links;
using PlatformDeployer.Functions.Problems;
using PlatformDeployer.Functions.Retiring;
using PlatformDeployer.Functions.Spawning;
using PlatformDeployer.Functions.Telemetry;
using PlatformDeployer.Orchestrations;
using PlatformDeployer.Orchestrations.Sweep;

namespace PlatformDeployer.Functions.Composition;

/// <summary>Puts a platform together from its settings.</summary>
internal static class PlatformServices
{
    private const string TemplatesFolderKey = "Platform:TemplatesFolder";
    private const string RegionsKey = "Platform:Regions";
    private const string RetentionKey = "Retention:Minutes";
    private const string StaleKey = "Sweep:StaleSeconds";
    private const string AdoptKey = "Sweep:AdoptSeconds";
    private const string LookKey = "Sweep:LookSeconds";
    private const string SilenceKey = "Sweep:SilenceSeconds";
    private const string SuspectKey = "Sweep:SuspectSeconds";

    /// <summary>Adds everything that a platform consists of. What the machine supplies, as a clock or a credential, is there already and stays.</summary>
    public static FunctionsApplicationBuilder AddPlatform(this FunctionsApplicationBuilder builder)
    {
        builder.UseWhen<ProblemMiddleware>(context => context.GetHttpContext() is not null);
        AddPlatform(builder.Services, builder.Configuration);
        builder.AddOtlpExport();
        return builder;
    }

    /// <summary>Adds the services alone.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        KnownSettings.RefuseOthers(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<MeterRecorder>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<MeterRecorder>());
        services.TryAddSingleton<IOwnEndpoint>(_ => new ConfiguredEndpoint(configuration));
        services.TryAddSingleton(provider => CharterSettings.Read(configuration, provider.GetRequiredService<TimeProvider>().GetUtcNow()));
        services.TryAddSingleton(_ => TargetSettings.Read(configuration));
        services.TryAddSingleton(_ => Templates(configuration));
        services.TryAddSingleton(_ => new RegionCatalog(RegionNames(configuration)));
        services.AddHostedService<StartupCheck>();
        services.TryAddSingleton<IPlatformIdSource, RandomPlatformIds>();
        services.AddAzurePlatform(configuration);
        services.AddOrchestrations(Sweep(configuration));
        AddMeasures(services);

        services.AddSingleton<OwnRecord>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<OwnRecord>());
        services.AddSingleton<PlatformSpawner>();
        services.AddSingleton<PlatformRetirer>();
        services.AddSingleton<DescendantRelay>();
        services.AddSingleton<SpawnRelay>();
        services.AddSingleton<OperationReader>();
        services.AddSingleton<SpawnCanceller>();
        services.AddSingleton<PlatformCensus>();
        services.AddSingleton<DeadLetters>();
        return services;
    }

    private static void AddMeasures(IServiceCollection services)
    {
        services.AddSingleton<PlatformMetrics>();
        Wrap<IPlatformEventLog>(services, (events, provider) => new CountedEventLog(events, provider.GetRequiredService<PlatformMetrics>()));
        Wrap<IReportOutbox>(services, (outbox, provider) => new MeasuredOutbox(outbox, provider.GetRequiredService<PlatformMetrics>()));
    }

    private static void Wrap<T>(IServiceCollection services, Func<T, IServiceProvider, T> wrap)
        where T : class
    {
        Type inner = services.Single(service => service.ServiceType == typeof(T)).ImplementationType!;
        services.Replace(ServiceDescriptor.Singleton(provider => wrap((T)ActivatorUtilities.CreateInstance(provider, inner), provider)));
    }

    private static TemplateLibrary Templates(IConfiguration configuration)
    {
        string folder = configuration[TemplatesFolderKey] is { Length: > 0 } configured ? configured : Path.Combine(AppContext.BaseDirectory, "templates");
        try
        {
            return TemplateFolder.Load(folder);
        }
        catch (TemplateException exception)
        {
            throw new SettingException($"The templates in '{folder}' are not valid:\n{exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"The templates in '{folder}' cannot be read: {exception.Message} The setting {TemplatesFolderKey} says where they are.", exception);
        }
    }

    private static IReadOnlyList<string> RegionNames(IConfiguration configuration) =>
        configuration[RegionsKey]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } names ? names : RegionCatalog.Default;

    private static SweepOptions Sweep(IConfiguration configuration)
    {
        SweepOptions options = SweepOptions.Default;
        return options with
        {
            Retention = Span(configuration, RetentionKey, TimeSpan.FromMinutes) ?? options.Retention,
            HeartbeatStale = Span(configuration, StaleKey, TimeSpan.FromSeconds) ?? options.HeartbeatStale,
            AdoptAfter = Span(configuration, AdoptKey, TimeSpan.FromSeconds) ?? options.AdoptAfter,
            LookInterval = Span(configuration, LookKey, TimeSpan.FromSeconds) ?? options.LookInterval,
            SilenceMax = Span(configuration, SilenceKey, TimeSpan.FromSeconds),
            SuspicionMax = Span(configuration, SuspectKey, TimeSpan.FromSeconds) ?? options.SuspicionMax,
        };
    }

    private static TimeSpan? Span(IConfiguration configuration, string key, Func<double, TimeSpan> unit)
    {
        if (configuration[key] is not { Length: > 0 } text) return null;
        return double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double amount) && amount is > 0 and < 1e7
            ? unit(amount)
            : throw SettingException.NotValid(key, $"'{text}' is not a positive number");
    }
}
