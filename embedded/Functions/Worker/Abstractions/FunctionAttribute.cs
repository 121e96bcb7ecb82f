namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a method a function of the given name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute : Attribute
{
    public FunctionAttribute(string name) => Name = name ?? throw new ArgumentNullException(nameof(name));

    public string Name { get; }
}
