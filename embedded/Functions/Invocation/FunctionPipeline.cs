using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Functions.Invocation;

/// <summary>
/// The app's middleware around the call of the function itself. Nothing here leaves the caller's synchronization context: orchestrators run through it too.
/// </summary>
internal static class FunctionPipeline
{
    public static FunctionExecutionDelegate Build(IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware) =>
        middleware.Reverse().Aggregate((FunctionExecutionDelegate)ExecuteAsync, (next, add) => add(next));

    private static async Task ExecuteAsync(FunctionContext context)
    {
        FunctionInvocationContext invocation = FunctionInvocationContext.Of(context);
        object?[] arguments = (await invocation.Inputs.BindFunctionInputAsync(invocation)).Values;
        object? target = invocation.Function.Method.IsStatic ? null : CreateTarget(invocation);
        object? result = await invocation.Function.Invoke(target, arguments);
        invocation.Result.Value = result;
        invocation.Outputs.Fill(result);
    }

    private static object? CreateTarget(FunctionInvocationContext invocation) =>
        invocation.InstanceServices.GetService<IFunctionActivator>() is { } activator
            ? activator.CreateInstance(invocation.Function.DeclaringType, invocation)
            : invocation.Function.CreateTarget(invocation.InstanceServices);
}
