namespace Microsoft.Azure.Functions.Worker.Context.Features;

/// <summary>The arguments of one invocation. Middleware may replace them before the function runs.</summary>
public class FunctionInputBindingResult
{
    public FunctionInputBindingResult(object?[] values) => Values = values ?? throw new ArgumentNullException(nameof(values));

    public object?[] Values { get; }
}
