namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the trigger knows besides its value: route and query values, message properties.</summary>
public abstract class BindingContext
{
    protected BindingContext()
    {
    }

    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
