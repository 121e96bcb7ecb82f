using System.Reflection;
using Embedded.Functions.Discovery;
using Embedded.Functions.Hosting;
using Embedded.Storage;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Embedded.Functions.Tests.App;

/// <summary>Starts small function apps made of a few classes.</summary>
internal static class TestApp
{
    private static int _lastInstance;

    public static AppInstanceOptions Options(params Type[] functions) => new()
    {
        Name = $"test-{Interlocked.Increment(ref _lastInstance)}",
        App = Assembly.GetExecutingAssembly(),
        Functions = AppModel.FromTypes(functions),
        Disk = new MemoryDisk(),
        ContentRoot = AppContext.BaseDirectory,
        EntryPoint = args => MainAsync(args),
    };

    /// <summary>What an app's Program.cs does.</summary>
    public static async Task MainAsync(string[] args, Action<FunctionsApplicationBuilder>? configure = null)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddSingleton<Journal>();
        configure?.Invoke(builder);
        await builder.Build().RunAsync();
    }

    public static Task<AppInstance> StartAsync(params Type[] functions) => AppInstance.StartAsync(Options(functions));

    public static Task<AppInstance> StartAsync(Action<FunctionsApplicationBuilder> configure, params Type[] functions) =>
        AppInstance.StartAsync(Options(functions) with { EntryPoint = args => MainAsync(args, configure) });

    public static HttpClient Client(this AppInstance instance) => new() { BaseAddress = instance.BaseAddress, Timeout = TimeSpan.FromSeconds(20) };

    public static Journal Journal(this AppInstance instance) => instance.Services.GetRequiredService<Journal>();
}
