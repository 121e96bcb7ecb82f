namespace PlatformDeployer.Azure.Messaging;

/// <summary>The messages of this platform that could not be handled.</summary>
public interface IDeadMessages
{
    /// <summary>The oldest of them.</summary>
    Task<IReadOnlyList<DeadMessage>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Sends one again; false when there is no such message, as when it was sent again already.</summary>
    Task<bool> RetryAsync(long number, CancellationToken cancellationToken);
}
