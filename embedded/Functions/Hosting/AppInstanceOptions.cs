using System.Reflection;
using Embedded.Functions.Discovery;
using Embedded.Functions.Http;
using Embedded.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Functions.Hosting;

/// <summary>What one instance of an app is started with.</summary>
internal sealed record AppInstanceOptions
{
    /// <summary>Unique in the process. Names the instance's storage account and service-bus namespace.</summary>
    public required string Name { get; init; }

    /// <summary>The assembly whose entry point starts the app, and whose functions and those of the assemblies it refers to are run.</summary>
    public required Assembly App { get; init; }

    /// <summary>Where the instance keeps everything: durable state, tables, messages and the status of timers, on one log.</summary>
    public required ILogDisk Disk { get; init; }

    /// <summary>App settings; they win over the environment's variables. <c>__</c> in a name stands for a section, as in Azure.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where host.json is.</summary>
    public string ContentRoot { get; init; } = AppContext.BaseDirectory;

    /// <summary>The address it listens at: http, an IP address or localhost, and a port; 0 for any free one.</summary>
    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>How it listens there; on a socket of its own if not given.</summary>
    public ListenAsync Listen { get; init; } = InstanceListener.BindAsync;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The clock that the drain limit is measured by: the real one, even where the instance's own stands still.</summary>
    public TimeProvider StopClock { get; init; } = TimeProvider.System;

    /// <summary>What the machine supplies to the app: registered before the app's own services.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }

    /// <summary>Starts the app; the assembly's entry point if not given.</summary>
    public Func<string[], Task>? EntryPoint { get; init; }

    /// <summary>The functions to run; those found in <see cref="App"/> if not given.</summary>
    public AppModel? Functions { get; init; }

    /// <summary>Answers what no function is asked: status 404 or 405 is set already, or 503 while it stops. Without it such an answer has no body.</summary>
    public Func<HttpContext, Task>? Unrouted { get; init; }

    /// <summary>How long a stop waits for what is in flight before it is told to end, and after that before it is left behind.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(5);
}
