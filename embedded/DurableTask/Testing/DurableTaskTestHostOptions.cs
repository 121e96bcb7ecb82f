using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Testing;

/// <summary>How a test host is set up.</summary>
public class DurableTaskTestHostOptions
{
    /// <summary>Accepted for compatibility; nothing listens on a port here.</summary>
    public int? Port { get; set; }

    public ILoggerFactory? LoggerFactory { get; set; }

    public Action<IServiceCollection>? ConfigureServices { get; set; }
}
