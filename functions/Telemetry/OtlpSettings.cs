using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Telemetry;

/// <summary>OpenTelemetry's standard settings, as the app's configuration has them.</summary>
internal static class OtlpSettings
{
    /// <summary>Turns the export on.</summary>
    public const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string ProtocolKey = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string HeadersKey = "OTEL_EXPORTER_OTLP_HEADERS";
    private const string ServiceNameKey = "OTEL_SERVICE_NAME";
    private const string DefaultServiceName = "recursive-platform-deployer";

    /// <summary>Whether anything is exported.</summary>
    public static bool AreOn(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[EndpointKey]);

    /// <summary>Where one signal goes.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="options">What the exporter is told.</param>
    /// <param name="signal"><c>traces</c>, <c>metrics</c> or <c>logs</c>.</param>
    /// <exception cref="InvalidOperationException">A setting is not valid; it says which.</exception>
    public static OtlpExporterOptions Apply(IConfiguration configuration, OtlpExporterOptions options, string signal)
    {
        options.Protocol = configuration[ProtocolKey] switch
        {
            null or "" or "grpc" => OtlpExportProtocol.Grpc,
            "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            string other => throw new InvalidOperationException($"The setting {ProtocolKey} is not valid: '{other}' is neither grpc nor http/protobuf."),
        };
        string text = configuration[EndpointKey]!.Trim();
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint) || (endpoint.Scheme != Uri.UriSchemeHttp && endpoint.Scheme != Uri.UriSchemeHttps))
            throw new InvalidOperationException($"The setting {EndpointKey} is not valid: '{text}' is not an http or https address.");
        options.Endpoint = options.Protocol == OtlpExportProtocol.HttpProtobuf ? new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/v1/{signal}") : endpoint;
        if (configuration[HeadersKey] is { Length: > 0 } headers) options.Headers = headers;
        return options;
    }

    /// <summary>Who tells: one service, of which every platform is an instance, named by its path.</summary>
    public static ResourceBuilder Resource(IConfiguration configuration, PlatformCharter charter) => ResourceBuilder.CreateDefault()
        .AddService(configuration[ServiceNameKey] is { Length: > 0 } name ? name : DefaultServiceName, serviceInstanceId: charter.Path.Value)
        .AddAttributes([new("platform.id", charter.Id.Value)]);
}
