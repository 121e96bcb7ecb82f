using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Embedded.Functions.Discovery;

/// <summary>Finds the outputs of a function: marked on the method, or on properties of the class it returns.</summary>
internal static class OutputBindings
{
    public static OutputBinding[] Of(MethodInfo method, string name, FunctionKind kind)
    {
        if (method.GetCustomAttribute<OutputBindingAttribute>() is { } whole)
        {
            ServiceBusOutputAttribute message = whole as ServiceBusOutputAttribute
                ?? throw FunctionSignature.Refuse(method, name, $"the output '{whole.GetType().Name}' is not supported on a method");
            return [new OutputBinding(OutputBinding.ReturnName, OutputBinding.ServiceBusType, value => value, message)];
        }

        Type? result = ResultType(method.ReturnType);
        if (result is null || ParameterConversion.IsSimple(result))
        {
            return [];
        }

        OutputBinding[] outputs = [.. result.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (Property: property, Attribute: property.GetCustomAttribute<OutputBindingAttribute>()))
            .Where(output => output.Attribute is not null)
            .Select(output => Of(method, name, output.Property, output.Attribute!))];
        int responses = outputs.Count(output => output.Message is null);
        FunctionSignature.Require(responses <= 1, method, name, "more than one property is marked with [HttpResult]");
        FunctionSignature.Require(responses == 0 || kind == FunctionKind.Http, method, name, "a property is marked with [HttpResult], and no HTTP request starts it");
        return outputs;
    }

    private static OutputBinding Of(MethodInfo method, string name, PropertyInfo property, OutputBindingAttribute attribute) => attribute switch
    {
        HttpResultAttribute => new OutputBinding(property.Name, OutputBinding.HttpType, Reader(property), null),
        ServiceBusOutputAttribute message => new OutputBinding(property.Name, OutputBinding.ServiceBusType, Reader(property), message),
        _ => throw FunctionSignature.Refuse(method, name, $"the output '{attribute.GetType().Name}' of '{property.Name}' is not supported"),
    };

    private static Func<object, object?> Reader(PropertyInfo property)
    {
        ParameterExpression instance = Expression.Parameter(typeof(object));
        Expression read = Expression.Property(Expression.Convert(instance, property.DeclaringType!), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(read, typeof(object)), instance).Compile();
    }

    private static Type? ResultType(Type type)
    {
        if (type == typeof(void) || type == typeof(Task) || type == typeof(ValueTask))
        {
            return null;
        }

        bool isTask = type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>));
        return isTask ? type.GetGenericArguments()[0] : type;
    }
}
