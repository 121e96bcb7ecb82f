namespace Embedded.ResourceManager.Operations;

/// <summary>Why an operation failed, as its status tells the client.</summary>
internal sealed record OperationError(string Code, string Message);
