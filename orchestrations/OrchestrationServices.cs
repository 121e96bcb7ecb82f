using Microsoft.Extensions.DependencyInjection;
using PlatformDeployer.Orchestrations.Announce;
using PlatformDeployer.Orchestrations.Heal;
using PlatformDeployer.Orchestrations.Report;
using PlatformDeployer.Orchestrations.Spawn;
using PlatformDeployer.Orchestrations.Sweep;

namespace PlatformDeployer.Orchestrations;

/// <summary>What the orchestrations' activities need besides the domain's ports.</summary>
public static class OrchestrationServices
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddOrchestrations(this IServiceCollection services, SweepOptions sweep)
    {
        services.AddSingleton(sweep);
        services.AddSingleton<KnownAncestors>();
        services.AddSingleton<LineageAnnouncer>();
        services.AddSingleton<SiblingCensus>();
        services.AddSingleton<TierProbe>();
        services.AddSingleton<PlatformObserver>();
        services.AddSingleton<ChildRecovery>();
        services.AddSingleton<CompilePlatformActivity>();
        services.AddSingleton<HealthSweep>();
        services.AddSingleton<RetentionSweep>();
        services.AddSingleton<ParentReporter>();
        services.AddSingleton<ReportIntake>();
        return services;
    }
}
