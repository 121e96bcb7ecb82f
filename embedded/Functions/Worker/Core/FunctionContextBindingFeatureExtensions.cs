using Embedded.Functions.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What middleware reads and changes of an invocation: inputs, result and outputs.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    public static ValueTask<InputBindingData<T>> BindInputAsync<T>(this FunctionContext context, BindingMetadata bindingMetadata)
    {
        ArgumentNullException.ThrowIfNull(bindingMetadata);
        return FunctionInvocationContext.Of(context).BindInputAsync<T>(bindingMetadata);
    }

    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context) =>
        new TypedInvocationResult<T>(FunctionInvocationContext.Of(context));

    public static InvocationResult GetInvocationResult(this FunctionContext context) => FunctionInvocationContext.Of(context).Result;

    public static IEnumerable<OutputBindingData<T>> GetOutputBindings<T>(this FunctionContext context) =>
        FunctionInvocationContext.Of(context).Outputs.As<T>();
}
