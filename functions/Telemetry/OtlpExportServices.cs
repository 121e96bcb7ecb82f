using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Telemetry;

/// <summary>Adds the export to an app.</summary>
internal static class OtlpExportServices
{
    /// <summary>Adds the export, if the settings ask for it.</summary>
    public static void AddOtlpExport(this FunctionsApplicationBuilder builder)
    {
        IConfiguration configuration = builder.Configuration;
        if (!OtlpSettings.AreOn(configuration)) return;
        builder.Services.AddHostedService<OtlpExport>();
        builder.Logging.AddOpenTelemetry(options =>
        {
            options.IncludeScopes = true;
            options.IncludeFormattedMessage = true;
            options.AddOtlpExporter(exporter => OtlpSettings.Apply(configuration, exporter, "logs"));
        });
        builder.Services.AddOptions<OpenTelemetryLoggerOptions>()
            .Configure<PlatformCharter>((options, charter) => options.SetResourceBuilder(OtlpSettings.Resource(configuration, charter)));
    }
}
