namespace Embedded.Functions.Discovery;

/// <summary>Where a parameter's argument comes from.</summary>
internal enum ParameterSource
{
    /// <summary>What the trigger delivers.</summary>
    Trigger,

    /// <summary>The invocation itself.</summary>
    FunctionContext,

    /// <summary>Cancelled when the client goes away, the time is up or the host stops.</summary>
    CancellationToken,

    /// <summary>The client of the app's task hub.</summary>
    DurableClient,

    /// <summary>Settles the messages of a service-bus trigger.</summary>
    MessageActions,

    /// <summary>The input of an orchestrator.</summary>
    OrchestrationInput,

    /// <summary>A converter named by <see cref="Microsoft.Azure.Functions.Worker.Converters.InputConverterAttribute"/>.</summary>
    Converter,

    /// <summary>A route, query or message value of the parameter's name.</summary>
    BindingData,

    /// <summary>A type only a converter of the app's own can make.</summary>
    AppConverter,
}
