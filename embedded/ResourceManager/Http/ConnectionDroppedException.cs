namespace Embedded.ResourceManager.Http;

/// <summary>The client is to see its connection break.</summary>
internal sealed class ConnectionDroppedException : IOException
{
    public ConnectionDroppedException()
        : base("The connection was closed by the server.")
    {
    }

    public ConnectionDroppedException(string message)
        : base(message)
    {
    }

    public ConnectionDroppedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
