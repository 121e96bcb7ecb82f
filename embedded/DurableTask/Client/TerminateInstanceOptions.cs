namespace Microsoft.DurableTask.Client;

/// <summary>The output a terminated instance ends with, and whether its sub-orchestrations end too.</summary>
public record TerminateInstanceOptions(object? Output = default, bool Recursive = false);
