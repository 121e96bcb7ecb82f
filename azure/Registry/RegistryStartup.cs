using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PlatformDeployer.Azure.Registry;

/// <summary>Makes the tables while the program starts, so that the first request need not.</summary>
internal sealed partial class RegistryStartup(RegistryTables tables, ILogger<RegistryStartup> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await tables.EnsureAsync(cancellationToken);
        }
        catch (RequestFailedException exception)
        {
            // The account may come up after us: the first who needs a table tries again, and readiness tells that it does not work.
            LogNotReady(exception);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "The registry's tables cannot be reached yet.")]
    private partial void LogNotReady(Exception exception);
}
