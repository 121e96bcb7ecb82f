using System.Linq.Expressions;
using System.Reflection;

namespace Embedded.Functions.Discovery;

/// <summary>Compiles a method into a delegate, so that a call costs no reflection and an exception comes out as it was thrown.</summary>
internal static class InvokerCompiler
{
    public static Func<object?, object?[], ValueTask<object?>> Compile(MethodInfo method)
    {
        ParameterExpression target = Expression.Parameter(typeof(object), "target");
        ParameterExpression arguments = Expression.Parameter(typeof(object[]), "arguments");
        IEnumerable<Expression> converted = method.GetParameters().Select((parameter, index) =>
            Argument(Expression.ArrayIndex(arguments, Expression.Constant(index)), parameter.ParameterType));
        Expression call = method.IsStatic
            ? Expression.Call(method, converted)
            : Expression.Call(Expression.Convert(target, method.DeclaringType!), method, converted);
        return Expression.Lambda<Func<object?, object?[], ValueTask<object?>>>(Result(call), target, arguments).Compile();
    }

    // A missing argument of a value type is that type's default: unboxing null would hide which parameter it was.
    private static Expression Argument(Expression value, Type type) =>
        type.IsValueType && Nullable.GetUnderlyingType(type) is null
            ? Expression.Condition(Expression.ReferenceEqual(value, Expression.Constant(null)), Expression.Default(type), Expression.Convert(value, type))
            : Expression.Convert(value, type);

    private static Expression Result(Expression call)
    {
        Type type = call.Type;
        if (type == typeof(void))
        {
            return Expression.Block(call, Expression.Default(typeof(ValueTask<object?>)));
        }

        if (type == typeof(Task))
        {
            return Expression.Call(typeof(InvokerCompiler), nameof(FromTask), null, call);
        }

        if (type == typeof(ValueTask))
        {
            return Expression.Call(typeof(InvokerCompiler), nameof(FromValueTask), null, call);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
        {
            return Expression.Call(typeof(InvokerCompiler), nameof(FromTaskOf), type.GetGenericArguments(), call);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            return Expression.Call(typeof(InvokerCompiler), nameof(FromValueTaskOf), type.GetGenericArguments(), call);
        }

        return Expression.New(
            typeof(ValueTask<object?>).GetConstructor([typeof(object)])!,
            Expression.Convert(call, typeof(object)));
    }

    // These keep the caller's synchronization context: an orchestrator must stay on its own.
    private static async ValueTask<object?> FromTask(Task task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> FromTaskOf<T>(Task<T> task) => await task;

    private static async ValueTask<object?> FromValueTask(ValueTask task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> FromValueTaskOf<T>(ValueTask<T> task) => await task;
}
