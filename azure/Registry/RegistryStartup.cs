using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PlatformDeployer.Domain.Settings;

namespace PlatformDeployer.Azure.Registry;

/// <summary>Makes the tables while the program starts, so that the first request need not.</summary>
internal sealed partial class RegistryStartup(RegistryTables tables, ILogger<RegistryStartup> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await tables.EnsureAsync(cancellationToken);
            if (await tables.FindOtherOwnerAsync(cancellationToken) is { } other) throw OtherOwner(other);
        }
        catch (RequestFailedException exception)
        {
            // The account may come up after us: the first who needs a table tries again, and readiness tells that it does not work.
            LogNotReady(exception);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // One platform, one account. With another id, everything would be there and none of it be found.
    private SettingException OtherOwner(string other) => new(
        $"The data belongs to the platform with the id '{other}', and the settings give it the id '{tables.Owner}'. A platform keeps its id: put Platform:Root:Id back, or begin with empty data.");

    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "The registry's tables cannot be reached yet.")]
    private partial void LogNotReady(Exception exception);
}
