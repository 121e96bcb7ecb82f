using Embedded.Functions.Hosting;
using Microsoft.Extensions.Logging;

namespace Embedded.Host;

/// <summary>The log of the machine and of every app on it: the console, with the levels of host.json.</summary>
internal static class ConsoleLog
{
    // It logs a start that failed, with its stack, before whoever started it has said why in a sentence.
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>Opens it.</summary>
    /// <param name="folder">Where host.json is.</param>
    /// <exception cref="Embedded.Functions.Discovery.FunctionDefinitionException">host.json cannot be read.</exception>
    public static ILoggerFactory Create(string folder)
    {
        HostOptions options = HostJson.Load(folder);
        return LoggerFactory.Create(logging =>
        {
            LogLevels.Apply(logging, options);
            logging.AddFilter(HostCategory, LogLevel.Critical);
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
            });
        });
    }
}
