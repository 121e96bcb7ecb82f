using Microsoft.Extensions.Hosting;

namespace Embedded.Functions.Hosting;

/// <summary>An instance ends when it is told to, not with the console of the process it shares.</summary>
internal sealed class InstanceLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
