namespace Microsoft.Azure.Functions.Worker;

/// <summary>An argument of a function could not be made from what its trigger delivered.</summary>
public class FunctionInputConverterException : FunctionWorkerException
{
    public FunctionInputConverterException(string? message)
        : base(message)
    {
    }

    public FunctionInputConverterException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
