using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Invocation;

/// <summary>An invocation's result seen as a type.</summary>
internal sealed class TypedInvocationResult<T>(FunctionInvocationContext context) : InvocationResult<T>
{
    public override T? Value
    {
        get => (T?)context.Result.Value;
        set => context.Result.Value = value;
    }
}
