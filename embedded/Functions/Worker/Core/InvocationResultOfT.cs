namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function returned, or what middleware made of it.</summary>
public abstract class InvocationResult<T>
{
    protected InvocationResult()
    {
    }

    public abstract T? Value { get; set; }
}
