using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Invocation;

/// <summary>What an invocation returned; middleware may replace it.</summary>
internal sealed class FunctionResult : InvocationResult
{
    public override object? Value { get; set; }
}
