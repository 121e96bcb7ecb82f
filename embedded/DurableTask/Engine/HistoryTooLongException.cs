using System.Globalization;

namespace Embedded.DurableTask.Engine;

/// <summary>An orchestration has done more in one generation than an engine keeps.</summary>
internal sealed class HistoryTooLongException(long max, string unit) : InvalidOperationException(
    string.Create(CultureInfo.InvariantCulture, $"The history of the orchestration has reached {max} {unit}, which is the limit. An orchestration that goes on for long continues as new."));
