using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Templates;

/// <summary>Reads the declaration of a health check.</summary>
internal static class HealthCheckReader
{
    private const int TimeoutSecondsDefault = 30;
    private const int IntervalSecondsDefault = 2;
    private const int AttemptsDefault = 30;

    private static readonly string[] Kinds = ["http", "resource"];

    public static HealthCheck? Read(TemplateNode node, List<TemplateError> errors)
    {
        MappingReader? reader = MappingReader.Open(node, "a health check", errors);
        if (reader is null)
        {
            return null;
        }

        reader.Required("kind");
        string? kind = reader.OptionalWord("kind", Kinds);
        ScalarNode? path = string.Equals(kind, "http", StringComparison.Ordinal) ? reader.RequiredText("path") : null;
        ScalarNode? resource = string.Equals(kind, "resource", StringComparison.Ordinal) ? reader.RequiredText("resource") : null;
        int timeout = reader.OptionalInteger("timeoutSeconds", 1, 600) ?? TimeoutSecondsDefault;
        int interval = reader.OptionalInteger("intervalSeconds", 1, 600) ?? IntervalSecondsDefault;
        int attempts = reader.OptionalInteger("attempts", 1, 1000) ?? AttemptsDefault;
        if (path is not null && (!path.Text.StartsWith('/') || !Uri.TryCreate("http://host" + path.Text, UriKind.Absolute, out _)))
        {
            reader.Error(path.Position, $"'path' is a path from '/', as /api/health/ready; '{path.Text}' is not.");
        }

        if (kind is not null)
        {
            reader.Finish();
        }

        return kind is null
            ? null
            : new HealthCheck(Enum.Parse<HealthCheckKind>(kind, ignoreCase: true), path?.Text, resource?.Text, timeout, interval, attempts);
    }
}
