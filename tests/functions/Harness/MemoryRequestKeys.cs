using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Tests.Harness;

/// <summary>The keys of requests that were handed on, in memory, together with those of the registry.</summary>
internal sealed class MemoryRequestKeys(MemoryRegistry registry) : IRequestKeys
{
    public Task<RequestHold> HoldAsync(string requestKey, string bodyHash, PlatformId handedTo, CancellationToken cancellationToken) =>
        Task.FromResult(registry.Hold(requestKey, bodyHash));

    public Task ReleaseAsync(string requestKey, CancellationToken cancellationToken)
    {
        registry.Release(requestKey);
        return Task.CompletedTask;
    }

    public Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) => Task.CompletedTask;
}
