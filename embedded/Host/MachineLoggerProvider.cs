using Microsoft.Extensions.Logging;

namespace Embedded.Host;

/// <summary>Hands what an app logs on to the machine's loggers, besides those that the app has itself.</summary>
internal sealed class MachineLoggerProvider(ILoggerFactory loggers) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => loggers.CreateLogger(categoryName);

    public void Dispose()
    {
        // the loggers are the machine's, and outlive the app
    }
}
