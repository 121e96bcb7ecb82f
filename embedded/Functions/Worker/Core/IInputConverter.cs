namespace Microsoft.Azure.Functions.Worker.Converters;

/// <summary>Turns what a binding delivers into a parameter's type.</summary>
public interface IInputConverter
{
    ValueTask<ConversionResult> ConvertAsync(ConverterContext context);
}
