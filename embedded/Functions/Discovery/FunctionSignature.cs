using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Embedded.Functions.Discovery;

/// <summary>Reads a function's declaration from its method, or says what is wrong with it.</summary>
internal static partial class FunctionSignature
{
    /// <exception cref="FunctionDefinitionException">The method cannot be run as a function.</exception>
    public static FunctionDescriptor Read(MethodInfo method)
    {
        string name = method.GetCustomAttribute<FunctionAttribute>(inherit: false)!.Name;
        Require(FunctionName().IsMatch(name), method, name, "the name must begin with a letter and hold only letters, digits, '_' and '-', at most 128, and not be 'host'");
        Require(method.IsPublic && IsReachable(method.DeclaringType!), method, name, "the method and its class must be public");
        Require(!method.ContainsGenericParameters, method, name, "neither the method nor its class may be generic");
        Require(method.IsStatic || !method.DeclaringType!.IsAbstract, method, name, "its class is abstract");
        Require(
            method.ReturnType != typeof(void) || !method.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false),
            method,
            name,
            "an async function must return a Task: nothing can await 'async void'");

        ParameterInfo[] parameters = method.GetParameters();
        ParameterInfo? byReference = Array.Find(parameters, parameter => parameter.ParameterType.IsByRef || parameter.ParameterType.IsPointer);
        Require(byReference is null, method, name, $"the parameter '{byReference?.Name}' is passed by reference");
        ParameterInfo[] triggers = [.. parameters.Where(parameter => parameter.IsDefined(typeof(TriggerBindingAttribute)))];
        Require(triggers.Length == 1, method, name, triggers.Length == 0 ? "no parameter carries a trigger" : "more than one parameter carries a trigger");

        TriggerBindingAttribute trigger = triggers[0].GetCustomAttribute<TriggerBindingAttribute>()!;
        FunctionKind kind = KindOf(trigger) ?? throw Refuse(method, name, $"the trigger '{trigger.GetType().Name}' is not supported");
        return new FunctionDescriptor(
            TaskName(trigger) ?? name,
            kind,
            method,
            trigger,
            ParameterBinding.Of(method, name, kind, triggers[0]),
            OutputBindings.Of(method, name, kind));
    }

    internal static FunctionDefinitionException Refuse(MethodInfo method, string name, string problem) =>
        new($"The function '{name}' ({method.DeclaringType!.FullName}.{method.Name}) cannot be run: {problem}.");

    internal static void Require(bool condition, MethodInfo method, string name, string problem)
    {
        if (!condition)
        {
            throw Refuse(method, name, problem);
        }
    }

    private static FunctionKind? KindOf(TriggerBindingAttribute trigger) => trigger switch
    {
        HttpTriggerAttribute => FunctionKind.Http,
        TimerTriggerAttribute => FunctionKind.Timer,
        ServiceBusTriggerAttribute => FunctionKind.ServiceBus,
        OrchestrationTriggerAttribute => FunctionKind.Orchestration,
        ActivityTriggerAttribute => FunctionKind.Activity,
        EntityTriggerAttribute => FunctionKind.Entity,
        _ => null,
    };

    private static string? TaskName(TriggerBindingAttribute trigger) => trigger switch
    {
        OrchestrationTriggerAttribute orchestration => orchestration.Orchestration,
        ActivityTriggerAttribute activity => activity.Activity,
        EntityTriggerAttribute entity => entity.EntityName,
        _ => null,
    };

    private static bool IsReachable(Type type) => type.IsNested ? type.IsNestedPublic && IsReachable(type.DeclaringType!) : type.IsPublic;

    // The host's own rule for function names.
    [GeneratedRegex("^(?!host$)[a-z][a-z0-9_-]{0,127}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FunctionName();
}
