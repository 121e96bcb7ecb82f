namespace PlatformDeployer.Domain.Platforms;

/// <summary>Whose an idempotency key is.</summary>
public enum RequestHold
{
    /// <summary>This request's: it is the first with the key.</summary>
    New,

    /// <summary>That of a former request that said the same.</summary>
    Repeated,

    /// <summary>That of a former request that said something else.</summary>
    Reused,
}
