using System.Globalization;

namespace Embedded.DurableTask.Orchestration;

/// <summary>An orchestration has decided more in one step than an engine takes.</summary>
internal sealed class TooManyDecisionsException(int max) : InvalidOperationException(
    string.Create(CultureInfo.InvariantCulture, $"The orchestration has decided {max} things in one step, without waiting, which is the limit. Wait for something in between."));
