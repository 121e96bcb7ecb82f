namespace Microsoft.DurableTask.Client;

/// <summary>Whether a purge takes the sub-orchestrations too.</summary>
public record PurgeInstanceOptions(bool Recursive = false);
