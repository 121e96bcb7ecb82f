namespace Microsoft.Azure.Functions.Worker.Converters;

/// <summary>Names the converter of a parameter or of every parameter of a type.</summary>
[AttributeUsage(
    AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Enum | AttributeTargets.Struct,
    AllowMultiple = true)]
public class InputConverterAttribute : Attribute
{
    public InputConverterAttribute(Type converterType) => ConverterType = converterType ?? throw new ArgumentNullException(nameof(converterType));

    public Type ConverterType { get; }
}
