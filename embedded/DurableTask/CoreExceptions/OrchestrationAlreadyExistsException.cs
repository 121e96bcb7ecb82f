namespace DurableTask.Core.Exceptions;

/// <summary>An instance id is in use. The name is the official core's, which has it public; here no app can name it.</summary>
internal sealed class OrchestrationAlreadyExistsException(string message) : Exception(message);
