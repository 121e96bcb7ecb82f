namespace PlatformDeployer.Domain.Resources;

/// <summary>A resource graph that makes no sense: a cycle, a dependency on nothing, an output that is not there. The message says which.</summary>
public sealed class ResourceGraphException : Exception
{
    /// <summary>Makes the exception.</summary>
    public ResourceGraphException(string message) : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    public ResourceGraphException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Makes the exception.</summary>
    public ResourceGraphException() : this("The resource graph is not valid.")
    {
    }
}
