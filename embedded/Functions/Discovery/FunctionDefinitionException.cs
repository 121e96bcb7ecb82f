namespace Embedded.Functions.Discovery;

/// <summary>A function is declared in a way that cannot be run; the message names it and says what to change.</summary>
internal sealed class FunctionDefinitionException : Exception
{
    public FunctionDefinitionException(string message)
        : base(message)
    {
    }

    public FunctionDefinitionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
