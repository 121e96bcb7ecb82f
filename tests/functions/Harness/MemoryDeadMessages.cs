using PlatformDeployer.Azure.Messaging;

namespace PlatformDeployer.Functions.Tests.Harness;

/// <summary>Dead messages in memory; one that is retried is gone.</summary>
internal sealed class MemoryDeadMessages : IDeadMessages
{
    public List<DeadMessage> All { get; } = [];

    public Task<IReadOnlyList<DeadMessage>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DeadMessage>>([.. All]);

    public Task<bool> RetryAsync(long number, CancellationToken cancellationToken) => Task.FromResult(All.RemoveAll(message => message.Number == number) > 0);
}
