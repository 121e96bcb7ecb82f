namespace Microsoft.Azure.Functions.Worker.Converters;

/// <summary>What an input converter is given.</summary>
public abstract class ConverterContext
{
    protected ConverterContext()
    {
    }

    public abstract Type TargetType { get; }

    public abstract object? Source { get; }

    public abstract FunctionContext FunctionContext { get; }

    public abstract IReadOnlyDictionary<string, object> Properties { get; }
}
