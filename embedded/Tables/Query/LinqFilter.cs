using System.Linq.Expressions;
using Embedded.Tables.Mapping;

namespace Embedded.Tables.Query;

/// <summary>Writes a condition in C# as a filter of the service, or says which part of it the service cannot evaluate.</summary>
internal static class LinqFilter
{
    public static string Translate(LambdaExpression filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Condition(filter.Body, filter.Parameters[0]);
    }

    private static string Condition(Expression expression, ParameterExpression entity)
    {
        switch (expression)
        {
            case BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } and:
                return $"({Condition(and.Left, entity)}) and ({Condition(and.Right, entity)})";
            case BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } or:
                return $"({Condition(or.Left, entity)}) or ({Condition(or.Right, entity)})";
            case UnaryExpression { NodeType: ExpressionType.Not } not:
                return $"not ({Condition(not.Operand, entity)})";
            case UnaryExpression { NodeType: ExpressionType.Convert } convert:
                return Condition(convert.Operand, entity);
            case BinaryExpression comparison:
                return Comparison(comparison, entity);
            case MethodCallExpression { Method.Name: "Equals", Object: { } left, Arguments: [var right] }:
                return Comparison(Expression.MakeBinary(ExpressionType.Equal, left, Expression.Convert(right, left.Type)), entity);
            default:
                return Property(expression, entity) is { } property
                    ? $"{property} eq true"
                    : Evaluate(expression, entity) is bool constant
                        ? constant ? "PartitionKey ge ''" : "PartitionKey lt ''"
                        : throw Unsupported(expression);
        }
    }

    private static string Comparison(BinaryExpression comparison, ParameterExpression entity)
    {
        // a.CompareTo(b) > 0 and string.Compare(a, b) > 0 are how C# orders texts.
        if (Strip(comparison.Left) is MethodCallExpression { Method.Name: "CompareTo" or "Compare" or "CompareOrdinal" } call && Evaluate(comparison.Right, entity) is 0)
        {
            (Expression left, Expression right) = call.Object is { } target ? (target, call.Arguments[0]) : (call.Arguments[0], call.Arguments[1]);
            return Compare(left, right, comparison.NodeType, entity);
        }

        return Compare(comparison.Left, comparison.Right, comparison.NodeType, entity);
    }

    private static string Compare(Expression left, Expression right, ExpressionType type, ParameterExpression entity)
    {
        if (Property(left, entity) is { } property)
        {
            return $"{property} {Operator(type)} {Literal(left, right, entity)}";
        }

        return Property(right, entity) is { } mirrored ? $"{Literal(right, left, entity)} {Operator(type)} {mirrored}" : throw Unsupported(left);
    }

    private static string Literal(Expression property, Expression value, ParameterExpression entity)
    {
        object? found = Evaluate(value, entity);

        // The compiler compares an enum as its number; the table holds its name.
        Type type = Strip(property).Type;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return ODataLiteral.Format(type.IsEnum && found is not null and not Enum ? Enum.ToObject(type, found) : found);
    }

    private static string? Property(Expression expression, ParameterExpression entity)
    {
        switch (Strip(expression))
        {
            case MemberExpression { Member.Name: "Value" } nullable when Nullable.GetUnderlyingType(nullable.Expression!.Type) is not null:
                return Property(nullable.Expression, entity);
            case MemberExpression member when member.Expression is { } owner && Strip(owner) == entity:
                return EntityMapping.PropertyName(member.Member);
            case MethodCallExpression { Object: { } target, Arguments: [var name], Method.Name: var method } when Strip(target) == entity && method.StartsWith("Get", StringComparison.OrdinalIgnoreCase):
                return (string?)Evaluate(name, entity);
            default:
                return null;
        }
    }

    private static object? Evaluate(Expression expression, ParameterExpression entity)
    {
        if (expression is ConstantExpression constant)
        {
            return constant.Value;
        }

        try
        {
            return Expression.Lambda(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true).DynamicInvoke();
        }
        catch (InvalidOperationException)
        {
            // It mentions the entity other than as a property to compare.
            throw Unsupported(expression, entity);
        }
    }

    private static Expression Strip(Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert)
        {
            expression = convert.Operand;
        }

        return expression;
    }

    private static string Operator(ExpressionType type) => type switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        _ => throw new NotSupportedException($"The table service has no operator for {type}."),
    };

    private static NotSupportedException Unsupported(Expression expression, ParameterExpression? entity = null) =>
        new($"The table service cannot evaluate '{expression}'{(entity is null ? string.Empty : $" of '{entity.Name}'")}.");
}
