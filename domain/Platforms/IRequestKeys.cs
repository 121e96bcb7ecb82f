namespace PlatformDeployer.Domain.Platforms;

/// <summary>
/// The idempotency keys of requests that another platform carries out. A key belongs to the platform that was asked, whoever does the work: it is the same
/// keys as those of <see cref="Admission"/>.
/// </summary>
public interface IRequestKeys
{
    /// <summary>Holds a key for what a request says, unless it is held.</summary>
    /// <param name="requestKey">The key, hashed.</param>
    /// <param name="bodyHash">What the request said, hashed.</param>
    /// <param name="handedTo">The platform that carries it out.</param>
    /// <param name="cancellationToken">Gives up before anything is written.</param>
    Task<RequestHold> HoldAsync(string requestKey, string bodyHash, PlatformId handedTo, CancellationToken cancellationToken);

    /// <summary>Gives back a key whose request was refused.</summary>
    Task ReleaseAsync(string requestKey, CancellationToken cancellationToken);

    /// <summary>Forgets the keys that were held before a time.</summary>
    Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
