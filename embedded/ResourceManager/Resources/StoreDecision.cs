namespace Embedded.ResourceManager.Resources;

/// <summary>What a decision under the gate comes to: the change, if there is one, and what to tell whoever asked for it.</summary>
internal readonly record struct StoreDecision<T>(StoreBatch? Batch, T Outcome);
