using System.CommandLine;

namespace Embedded.Host;

/// <summary>The command line of the host.</summary>
internal static class HostCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="run">What it does; answers the exit code.</param>
    public static RootCommand Create(Func<HostArguments, CancellationToken, Task<int>> run)
    {
        var urls = new Option<string>("--urls") { Description = "Where the root platform listens.", DefaultValueFactory = _ => "http://127.0.0.1:7071" };
        var data = new Option<string>("--data") { Description = "The folder of everything a run writes.", DefaultValueFactory = _ => DataFolder.Default };
        var profile = new Option<string>("--arm-profile")
        {
            Description = "How long the local Resource Manager takes: fast, realistic, or a JSON file.",
            DefaultValueFactory = _ => "fast",
        };
        var port = new Option<int?>("--arm-port") { Description = "Also serve the local Resource Manager over HTTPS on this port; 0 for any free one." };
        port.Validators.Add(result =>
        {
            if (result.GetValue(port) is < 0 or > 65535) result.AddError("--arm-port is a number from 0 to 65535.");
        });
        var root = new RootCommand("Runs the recursive platform deployer on this machine: a root platform, its cloud, and every platform it spawns.")
        {
            urls, data, profile, port,
        };
        root.SetAction((parsed, cancellationToken) => run(
            new HostArguments(parsed.GetValue(urls)!, Path.GetFullPath(parsed.GetValue(data)!), parsed.GetValue(profile)!, parsed.GetValue(port)),
            cancellationToken));
        return root;
    }
}
