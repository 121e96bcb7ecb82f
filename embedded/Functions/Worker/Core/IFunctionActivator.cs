namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes the object an instance function runs on.</summary>
public interface IFunctionActivator
{
    object? CreateInstance(Type instanceType, FunctionContext context);
}
