using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.Functions.Discovery;

/// <summary>Works out where each argument of a function comes from.</summary>
internal static class ParameterBinding
{
    public static BoundParameter[] Of(MethodInfo method, string name, FunctionKind kind, ParameterInfo trigger)
    {
        ParameterInfo[] parameters = method.GetParameters();
        BoundParameter[] bound = new BoundParameter[parameters.Length];
        bool inputTaken = false;
        for (int i = 0; i < parameters.Length; i++)
        {
            ParameterInfo parameter = parameters[i];
            if (parameter == trigger)
            {
                CheckTrigger(method, name, kind, parameter);
                bound[i] = new BoundParameter(parameter, ParameterSource.Trigger);
                continue;
            }

            bound[i] = Bind(method, name, kind, parameter);
            if (kind == FunctionKind.Orchestration && !inputTaken && bound[i].Source is ParameterSource.BindingData or ParameterSource.AppConverter)
            {
                // As in the official worker: the first parameter that nothing else binds is the input.
                bound[i] = new BoundParameter(parameter, ParameterSource.OrchestrationInput);
                inputTaken = true;
            }
        }

        return bound;
    }

    private static BoundParameter Bind(MethodInfo method, string name, FunctionKind kind, ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        if (type == typeof(FunctionContext))
        {
            return new BoundParameter(parameter, ParameterSource.FunctionContext);
        }

        if (type == typeof(CancellationToken))
        {
            return new BoundParameter(parameter, ParameterSource.CancellationToken);
        }

        if (parameter.IsDefined(typeof(DurableClientAttribute)))
        {
            FunctionSignature.Require(type == typeof(DurableTaskClient), method, name, $"the parameter '{parameter.Name}' is a durable client and must be a DurableTaskClient");
            return new BoundParameter(parameter, ParameterSource.DurableClient);
        }

        if (ConverterOf(parameter) is { } converter)
        {
            return new BoundParameter(parameter, ParameterSource.Converter, converter);
        }

        FunctionSignature.Require(
            type != typeof(HttpContext),
            method,
            name,
            $"the parameter '{parameter.Name}' is an HttpContext: take the HttpRequest, or call GetHttpContext() of the FunctionContext");
        if (type == typeof(ServiceBusMessageActions))
        {
            FunctionSignature.Require(kind == FunctionKind.ServiceBus, method, name, $"the parameter '{parameter.Name}' settles messages, and no message starts it");
            return new BoundParameter(parameter, ParameterSource.MessageActions);
        }

        return new BoundParameter(parameter, ParameterConversion.IsSimple(type) ? ParameterSource.BindingData : ParameterSource.AppConverter);
    }

    private static Type? ConverterOf(ParameterInfo parameter)
    {
        Type? converter = (parameter.GetCustomAttribute<InputConverterAttribute>()
            ?? parameter.ParameterType.GetCustomAttribute<InputConverterAttribute>())?.ConverterType;
        return converter;
    }

    private static void CheckTrigger(MethodInfo method, string name, FunctionKind kind, ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        (bool fits, string expected) = kind switch
        {
            FunctionKind.Http => (type == typeof(HttpRequest), "an HttpRequest; bind the body to another parameter with [FromBody]"),
            FunctionKind.Timer => (type == typeof(TimerInfo), "a TimerInfo"),
            FunctionKind.Orchestration => (type == typeof(TaskOrchestrationContext), "a TaskOrchestrationContext"),
            FunctionKind.Entity => (type == typeof(TaskEntityDispatcher), "a TaskEntityDispatcher"),
            FunctionKind.ServiceBus => (Messaging.MessageConversion.CanBind(type, ((ServiceBusTriggerAttribute)parameter.GetCustomAttribute<ServiceBusTriggerAttribute>()!).IsBatched), "an array where IsBatched is true"),
            _ => (true, string.Empty),
        };
        FunctionSignature.Require(fits, method, name, $"the parameter '{parameter.Name}' must be {expected}");
    }
}
