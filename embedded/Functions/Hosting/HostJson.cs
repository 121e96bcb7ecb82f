using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Embedded.Functions.Discovery;

namespace Embedded.Functions.Hosting;

/// <summary>Reads host.json.</summary>
internal static class HostJson
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The options in a folder's host.json; the defaults if there is none.</summary>
    /// <exception cref="FunctionDefinitionException">The file is not JSON, or a value is not what it should be.</exception>
    public static HostOptions Load(string folder)
    {
        string path = Path.Combine(folder, "host.json");
        if (!File.Exists(path))
        {
            return new HostOptions();
        }

        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            throw new FunctionDefinitionException($"host.json cannot be read: {e.Message} ({path})", e);
        }
    }

    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="FormatException">A value is not what it should be.</exception>
    public static HostOptions Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json, Lenient);
        JsonElement root = document.RootElement;
        HostOptions defaults = new();
        JsonElement? durable = At(root, "extensions", "durableTask");
        JsonElement? serviceBus = At(root, "extensions", "serviceBus");
        return defaults with
        {
            RoutePrefix = At(root, "extensions", "http", "routePrefix")?.GetString() ?? defaults.RoutePrefix,
            HubName = At(durable, "hubName")?.GetString() ?? defaults.HubName,
            MaxConcurrentActivities = Positive(At(durable, "maxConcurrentActivityFunctions"), "maxConcurrentActivityFunctions"),
            MaxConcurrentOrchestrators = Positive(At(durable, "maxConcurrentOrchestratorFunctions"), "maxConcurrentOrchestratorFunctions"),
            MaxConcurrentEntities = Positive(At(durable, "maxConcurrentEntityFunctions"), "maxConcurrentEntityFunctions"),
            ExtendedSessionsEnabled = At(durable, "extendedSessionsEnabled")?.GetBoolean() ?? defaults.ExtendedSessionsEnabled,
            MaxConcurrentCalls = Positive(At(serviceBus, "maxConcurrentCalls"), "maxConcurrentCalls") ?? defaults.MaxConcurrentCalls,
            MaxMessageBatchSize = Positive(At(serviceBus, "maxMessageBatchSize"), "maxMessageBatchSize") ?? defaults.MaxMessageBatchSize,
            MaxAutoLockRenewal = Span(At(serviceBus, "maxAutoLockRenewalDuration")) ?? defaults.MaxAutoLockRenewal,
            FunctionTimeout = Timeout(At(root, "functionTimeout"), defaults.FunctionTimeout),
            LogLevels = Levels(At(root, "logging", "logLevel")) ?? defaults.LogLevels,
        };
    }

    private static TimeSpan? Timeout(JsonElement? value, TimeSpan? otherwise) =>
        value is null ? otherwise : value.Value.GetString() == "-1" ? null : Span(value);

    private static TimeSpan? Span(JsonElement? value) =>
        value is { } element ? TimeSpan.Parse(element.GetString() ?? string.Empty, CultureInfo.InvariantCulture) : null;

    private static int? Positive(JsonElement? value, string name) => value?.GetInt32() switch
    {
        null => null,
        > 0 and int number => number,
        _ => throw new FormatException($"'{name}' must be greater than 0."),
    };

    private static Dictionary<string, string>? Levels(JsonElement? value) =>
        value?.EnumerateObject().ToDictionary(level => level.Name, Level, StringComparer.OrdinalIgnoreCase);

    private static string Level(JsonProperty level) => Array.Find(Enum.GetNames<LogLevel>(), name => name.Equals(level.Value.GetString(), StringComparison.OrdinalIgnoreCase))
        ?? throw new FormatException($"'{level.Value}' is not a log level (of '{level.Name}').");

    private static JsonElement? At(JsonElement? element, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            if (element is not { ValueKind: JsonValueKind.Object } parent)
            {
                return null;
            }

            element = null;
            foreach (JsonProperty property in parent.EnumerateObject())
            {
                if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
                {
                    element = property.Value;
                }
            }
        }

        return element is { ValueKind: JsonValueKind.Null } ? null : element;
    }
}
