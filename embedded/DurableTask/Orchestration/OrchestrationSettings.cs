using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Orchestration;

/// <summary>What all orchestrations of an engine share.</summary>
internal sealed record OrchestrationSettings(DataConverter Converter, ILoggerFactory Loggers)
{
    public string DefaultVersion { get; init; } = string.Empty;

    /// <summary>In UTF-16 characters, of one input, output, event or status.</summary>
    public required int PayloadMaxLength { get; init; }

    /// <summary>Calls and timers of one orchestration that are open at the same time.</summary>
    public required int OpenTasksMax { get; init; }

    /// <exception cref="PayloadTooLargeException">The value is over the limit.</exception>
    public string? Serialize(object? value, string what)
    {
        string? data = Converter.Serialize(value);
        if (data?.Length > PayloadMaxLength) throw new PayloadTooLargeException(what, data.Length, PayloadMaxLength);
        return data;
    }
}
