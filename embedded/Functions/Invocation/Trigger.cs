using Embedded.Functions.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Invocation;

/// <summary>What starts one invocation.</summary>
internal sealed record Trigger(FunctionDescriptor Function, object? Value, IReadOnlyDictionary<string, object?> Data)
{
    /// <summary>Makes the value from the invocation's services, where it needs them; called once.</summary>
    public Func<IServiceProvider, object>? MakeValue { get; init; }

    /// <summary>The input of an orchestrator.</summary>
    public object? OrchestrationInput { get; init; }

    /// <summary>Settles the messages of a service-bus trigger.</summary>
    public ServiceBusMessageActions? MessageActions { get; init; }

    public string TraceParent { get; init; } = string.Empty;

    public string TraceState { get; init; } = string.Empty;
}
