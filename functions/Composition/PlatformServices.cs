using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using PlatformDeployer.Azure.Composition;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Templates;
using PlatformDeployer.Functions.Http.Health;
using PlatformDeployer.Functions.Http.Operations;
using PlatformDeployer.Functions.Links;
using PlatformDeployer.Functions.Problems;
using PlatformDeployer.Functions.Retiring;
using PlatformDeployer.Functions.Spawning;
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

    /// <summary>Adds everything that a platform consists of. What the machine supplies, as a clock or a credential, is there already and stays.</summary>
    public static FunctionsApplicationBuilder AddPlatform(this FunctionsApplicationBuilder builder)
    {
        builder.UseWhen<ProblemMiddleware>(context => context.GetHttpContext() is not null);
        AddPlatform(builder.Services, builder.Configuration);
        return builder;
    }

    /// <summary>Adds the services alone.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IOwnEndpoint>(_ => new ConfiguredEndpoint(configuration));
        services.TryAddSingleton(provider => CharterSettings.Read(configuration, provider.GetRequiredService<TimeProvider>().GetUtcNow()));
        services.TryAddSingleton(_ => TargetSettings.Read(configuration));
        services.TryAddSingleton(_ => TemplateFolder.Load(configuration[TemplatesFolderKey] ?? Path.Combine(AppContext.BaseDirectory, "templates")));
        services.TryAddSingleton(_ => new RegionCatalog(RegionNames(configuration)));
        services.TryAddSingleton<IPlatformIdSource, RandomPlatformIds>();
        services.AddAzurePlatform(configuration);
        services.AddOrchestrations(Sweep(configuration));

        services.AddSingleton<OwnRecord>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<OwnRecord>());
        services.AddSingleton<PlatformSpawner>();
        services.AddSingleton<PlatformRetirer>();
        services.AddSingleton<DescendantRelay>();
        services.AddSingleton<OperationReader>();
        services.AddSingleton<SpawnCanceller>();
        services.AddSingleton<PlatformCensus>();
        return services;
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
        };
    }

    private static TimeSpan? Span(IConfiguration configuration, string key, Func<double, TimeSpan> unit)
    {
        if (configuration[key] is not { Length: > 0 } text) return null;
        return double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double amount) && amount is > 0 and < 1e7
            ? unit(amount)
            : throw new InvalidOperationException($"The setting {key} is not valid: '{text}' is not a positive number.");
    }
}
