using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Hosting;

/// <summary>What host.json says of the lowest level that each category logs.</summary>
internal static class LogLevels
{
    private const string Default = "default";

    /// <summary>Sets them.</summary>
    public static void Apply(ILoggingBuilder logging, HostOptions options)
    {
        foreach ((string category, string level) in options.LogLevels)
        {
            logging.AddFilter(string.Equals(category, Default, StringComparison.OrdinalIgnoreCase) ? null : category, Enum.Parse<LogLevel>(level, ignoreCase: true));
        }
    }
}
