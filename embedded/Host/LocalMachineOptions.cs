using Embedded.Functions.Http;
using Embedded.ResourceManager.Profiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Embedded.Host;

/// <summary>What a machine is made of.</summary>
internal sealed record LocalMachineOptions
{
    /// <summary>Opens a place to keep things by its name: the root's, the Resource Manager's, each site's.</summary>
    public required IMachineStorage Storage { get; init; }

    /// <summary>What the root's instance is called; unique among the machines of a process.</summary>
    public string Name { get; init; } = "root";

    /// <summary>Where the root listens.</summary>
    public string Url { get; init; } = "http://127.0.0.1:7071";

    /// <summary>How the Resource Manager behaves.</summary>
    public ResourceManagerProfile Profile { get; init; } = ResourceManagerProfile.Fast;

    /// <summary>Where the Resource Manager listens for other processes; null for not at all.</summary>
    public int? ResourceManagerPort { get; init; }

    /// <summary>Settings of the root that differ from the machine's own.</summary>
    public IReadOnlyDictionary<string, string> RootSettings { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The clock of everything on the machine.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The clock by which everything that stops is waited for.</summary>
    public TimeProvider StopClock { get; init; } = TimeProvider.System;

    /// <summary>How every instance listens at its address; on a socket of its own if not given.</summary>
    public ListenAsync Listen { get; init; } = InstanceListener.BindAsync;

    /// <summary>What every instance is given besides what the machine gives it.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }

    /// <summary>Where everything logs to.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Decides what chance decides.</summary>
    public int Seed { get; init; } = 1;
}
