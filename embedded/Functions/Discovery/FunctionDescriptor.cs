using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Functions.Discovery;

/// <summary>A function of an app, with everything that can be worked out once for all of the app's instances.</summary>
internal sealed class FunctionDescriptor
{
    private ObjectFactory? _factory;

    public FunctionDescriptor(
        string name,
        FunctionKind kind,
        MethodInfo method,
        TriggerBindingAttribute trigger,
        BoundParameter[] parameters,
        OutputBinding[] outputs)
    {
        Name = name;
        Kind = kind;
        Method = method;
        Trigger = trigger;
        Parameters = parameters;
        Outputs = outputs;
        TriggerParameter = Array.Find(parameters, parameter => parameter.Source == ParameterSource.Trigger)!;
        Invoke = InvokerCompiler.Compile(method);
        Definition = new DescribedFunction(this);
    }

    public string Name { get; }

    public FunctionKind Kind { get; }

    public MethodInfo Method { get; }

    public TriggerBindingAttribute Trigger { get; }

    public BoundParameter TriggerParameter { get; }

    public BoundParameter[] Parameters { get; }

    public OutputBinding[] Outputs { get; }

    public FunctionDefinition Definition { get; }

    /// <summary>Calls the method on an object (null for a static one); what it throws comes out unwrapped.</summary>
    public Func<object?, object?[], ValueTask<object?>> Invoke { get; }

    public Type DeclaringType => Method.DeclaringType!;

    /// <summary>Makes the object an instance method runs on, its constructor's arguments from the services.</summary>
    public object CreateTarget(IServiceProvider services) =>
        (_factory ??= ActivatorUtilities.CreateFactory(DeclaringType, Type.EmptyTypes))(services, null);
}
