namespace Microsoft.Azure.Functions.Worker.Context.Features;

/// <summary>Binds the arguments of an invocation, once.</summary>
public interface IFunctionInputBindingFeature
{
    ValueTask<FunctionInputBindingResult> BindFunctionInputAsync(FunctionContext context);
}
