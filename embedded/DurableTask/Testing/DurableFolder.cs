namespace Microsoft.DurableTask.Testing;

/// <summary>Registered among a test host's services, it makes the host keep its state in a folder rather than in memory.</summary>
internal sealed record DurableFolder(string Path);
