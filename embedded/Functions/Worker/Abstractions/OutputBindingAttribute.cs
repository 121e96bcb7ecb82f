namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Marks a return value, or a property of it, as an output.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public abstract class OutputBindingAttribute : BindingAttribute
{
    public OutputBindingAttribute()
    {
    }
}
