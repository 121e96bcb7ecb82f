namespace Microsoft.Azure.Functions.Worker;

/// <summary>A bound input that middleware may replace.</summary>
public abstract class InputBindingData<T>
{
    protected InputBindingData()
    {
    }

    public abstract BindingMetadata BindingMetadata { get; }

    public abstract T? Value { get; set; }
}
