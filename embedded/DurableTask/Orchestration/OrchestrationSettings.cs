using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Orchestration;

/// <summary>What all orchestrations of an engine share.</summary>
internal sealed record OrchestrationSettings(DataConverter Converter, ILoggerFactory Loggers)
{
    private const int NameMaxLength = 1024;

    public string DefaultVersion { get; init; } = string.Empty;

    /// <summary>In UTF-16 characters, of one input, output, event or status.</summary>
    public required int PayloadMaxLength { get; init; }

    /// <summary>Calls and timers of one orchestration that are open at the same time.</summary>
    public required int OpenTasksMax { get; init; }

    /// <summary>What one orchestration may decide in one step.</summary>
    public int DecisionsMax { get; init; } = int.MaxValue;

    /// <exception cref="ArgumentException">The name or instance id is empty or over the limit.</exception>
    public static void RequireName(string name, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        if (name.Length > NameMaxLength) throw new ArgumentException($"Names and instance ids have at most {NameMaxLength} characters.", parameter);
    }

    /// <exception cref="PayloadTooLargeException">The text is over the limit.</exception>
    public void RequireReason(string? reason)
    {
        if (reason?.Length > PayloadMaxLength) throw new PayloadTooLargeException("The reason", reason.Length, PayloadMaxLength);
    }

    /// <exception cref="PayloadTooLargeException">The value is over the limit.</exception>
    public string? Serialize(object? value, string what)
    {
        string? data = Converter.Serialize(value);
        if (data?.Length > PayloadMaxLength) throw new PayloadTooLargeException(what, data.Length, PayloadMaxLength);
        return data;
    }
}
