using System.Globalization;

namespace Embedded.DurableTask.Engine;

/// <summary>What an instance had under way was begun again after many starts of the process, and not once did a step come of it.</summary>
internal sealed class WorkNeverEndsException(int beginnings, string underWay) : InvalidOperationException(string.Create(
    CultureInfo.InvariantCulture,
    $"It was begun {beginnings} times, and each time the process ended before a step was recorded. Under way: {underWay}. Find out whether that ends the process; then resume the instance, or terminate it."));
