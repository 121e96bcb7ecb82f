using Microsoft.Extensions.DependencyInjection;
using PlatformDeployer.Orchestrations.Heal;
using PlatformDeployer.Orchestrations.Report;
using PlatformDeployer.Orchestrations.Sweep;

namespace PlatformDeployer.Orchestrations;

/// <summary>What the orchestrations' activities need besides the domain's ports.</summary>
public static class OrchestrationServices
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddOrchestrations(this IServiceCollection services, SweepOptions sweep)
    {
        services.AddSingleton(sweep);
        services.AddSingleton<PlatformObserver>();
        services.AddSingleton<HealthSweep>();
        services.AddSingleton<RetentionSweep>();
        services.AddSingleton<ParentReporter>();
        services.AddSingleton<ReportIntake>();
        return services;
    }
}
