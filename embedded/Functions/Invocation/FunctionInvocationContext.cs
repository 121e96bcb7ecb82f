using Embedded.Functions.Discovery;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Context.Features;

namespace Embedded.Functions.Invocation;

/// <summary>One invocation of a function.</summary>
internal sealed class FunctionInvocationContext : FunctionContext
{
    /// <summary>Where the HTTP context of an invocation is kept; the official integration uses the same key.</summary>
    public const string HttpContextKey = "HttpRequestContext";

    private readonly InvocationFeatures _features = new();
    private IDictionary<object, object>? _items;
    private InvocationTrace? _trace;
    private InvocationBindingContext? _bindingContext;

    public FunctionInvocationContext(Trigger trigger, IServiceProvider services, CancellationToken cancellationToken)
    {
        Trigger = trigger;
        InstanceServices = services;
        CancellationToken = cancellationToken;
        Inputs = new InputBinder(this);
        Outputs = new InvocationOutputs(trigger.Function.Outputs);
        _features.Set<IFunctionInputBindingFeature>(Inputs);
    }

    public Trigger Trigger { get; }

    public FunctionDescriptor Function => Trigger.Function;

    public InputBinder Inputs { get; }

    public InvocationOutputs Outputs { get; }

    public FunctionResult Result { get; } = new();

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => Function.Definition.Id;

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    public override TraceContext TraceContext => _trace ??= new InvocationTrace(Trigger.TraceParent, Trigger.TraceState);

    public override BindingContext BindingContext => _bindingContext ??= new InvocationBindingContext(Trigger.Data);

    public override RetryContext RetryContext => FirstAttempt.Instance;

    public override IServiceProvider InstanceServices { get; set; }

    public override IDictionary<object, object> Items
    {
        get => _items ??= new Dictionary<object, object>();
        set => _items = value;
    }

    public override IInvocationFeatures Features => _features;

    public override CancellationToken CancellationToken { get; }

    /// <exception cref="InvalidOperationException">The context is not this worker's.</exception>
    public static FunctionInvocationContext Of(FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context as FunctionInvocationContext
            ?? throw new InvalidOperationException($"A '{context.GetType().Name}' is not an invocation of this worker.");
    }

    /// <summary>Binds one input ahead of the others, for middleware that reads or replaces it.</summary>
    public async ValueTask<InputBindingData<T>> BindInputAsync<T>(BindingMetadata binding)
    {
        int index = Array.FindIndex(Function.Parameters, parameter => string.Equals(parameter.Name, binding.Name, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            throw new InvalidOperationException($"The function '{Function.Name}' has no input '{binding.Name}'.");
        }

        FunctionInputBindingResult inputs = await Inputs.BindFunctionInputAsync(this);
        return new BoundInput<T>(binding, inputs.Values, index);
    }

    private sealed class InvocationTrace(string parent, string state) : TraceContext
    {
        public override string TraceParent => parent;

        public override string TraceState => state;
    }

    private sealed class InvocationBindingContext(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class FirstAttempt : RetryContext
    {
        public static readonly FirstAttempt Instance = new();

        public override int RetryCount => 0;

        public override int MaxRetryCount => 0;
    }

    private sealed class BoundInput<T>(BindingMetadata binding, object?[] values, int index) : InputBindingData<T>
    {
        public override BindingMetadata BindingMetadata => binding;

        public override T? Value
        {
            get => (T?)values[index];
            set => values[index] = value;
        }
    }
}
