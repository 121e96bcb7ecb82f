using System.Reflection;
using Embedded.Storage;

namespace Embedded.Functions.Hosting;

/// <summary>
/// What the app's own code runs in while it starts: <c>FunctionsApplication.CreateBuilder</c> finds it ambient and makes the host of that instance.
/// </summary>
internal sealed class InstanceEnvironment(AppInstanceOptions options, bool isStandalone = false)
{
    private const string DefaultUrl = "http://127.0.0.1:7071";

    private static readonly AsyncLocal<InstanceEnvironment?> Ambient = new();

    private readonly TaskCompletionSource<FunctionsHost> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static InstanceEnvironment? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public AppInstanceOptions Options { get; } = options;

    /// <summary>Whether the process is the app's own, started without a host around it.</summary>
    public bool IsStandalone { get; } = isStandalone;

    /// <summary>The host, once it listens.</summary>
    public Task<FunctionsHost> Listening => _listening.Task;

    /// <summary>The instance of an app that somebody started by its own executable: data in .data, and the port that local tools use.</summary>
    public static InstanceEnvironment CreateDefault()
    {
        string root = AppContext.BaseDirectory;
        AppInstanceOptions options = new()
        {
            Name = "default",
            App = Assembly.GetEntryAssembly() ?? throw new InvalidOperationException("The process has no entry assembly: start the app through an app instance."),
            Disk = new FolderDisk(Path.GetFullPath(".data")),
            ContentRoot = root,
            Settings = LocalSettings.Load(root),
            Url = DefaultUrl,
        };
        return new InstanceEnvironment(options, isStandalone: true);
    }

    public void OnListening(FunctionsHost host) => _listening.TrySetResult(host);
}
