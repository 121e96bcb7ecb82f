using System.Globalization;

namespace Embedded.DurableTask.Engine;

/// <summary>What one step of an orchestration was given and decided is more than an engine records at once.</summary>
internal sealed class StepTooLargeException(int bytes, int maxBytes) : InvalidOperationException(string.Create(
    CultureInfo.InvariantCulture,
    $"One step of the orchestration takes {bytes} bytes; the limit is {maxBytes}. Fan out in waves, and keep large data elsewhere and pass references to it."));
