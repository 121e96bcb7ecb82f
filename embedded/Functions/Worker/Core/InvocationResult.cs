namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function returned, or what middleware made of it.</summary>
public abstract class InvocationResult : InvocationResult<object>
{
    protected InvocationResult()
    {
    }
}
