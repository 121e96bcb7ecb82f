using System.Globalization;

namespace Embedded.DurableTask.Orchestration;

/// <summary>An input, output, event or status is larger than an engine takes.</summary>
internal sealed class PayloadTooLargeException(string what, int length, int maxLength) : InvalidOperationException(
    string.Create(CultureInfo.InvariantCulture, $"{what} has {length} characters; the limit is {maxLength}. Keep large data elsewhere and pass a reference to it."));
