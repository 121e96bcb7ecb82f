using System.Globalization;

namespace Embedded.DurableTask.Orchestration;

/// <summary>An orchestration has more calls and timers open at once than an engine takes.</summary>
internal sealed class TooManyOpenTasksException(int max) : InvalidOperationException(
    string.Create(CultureInfo.InvariantCulture, $"The orchestration already has {max} open calls and timers, which is the limit. Fan out in waves, or through sub-orchestrations."));
