using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Discovery;

/// <summary>A parameter of a function and where its argument comes from.</summary>
internal sealed record BoundParameter(ParameterInfo Parameter, ParameterSource Source, Type? ConverterType = null)
{
    public string Name { get; } = Parameter.Name!;

    public Type Type => Parameter.ParameterType;

    public FunctionParameter Declared { get; } = new(
        Parameter.Name!,
        Parameter.ParameterType,
        Parameter.HasDefaultValue,
        Parameter.HasDefaultValue ? Parameter.DefaultValue : null);
}
