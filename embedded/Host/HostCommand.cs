using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;

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
        var port = new Option<int?>("--arm-port")
        {
            Description = "Also serve the local Resource Manager over HTTPS on this port; 0 for any free one.",
            CustomParser = ReadPort,
        };
        data.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.Tokens.LastOrDefault()?.Value ?? DataFolder.Default)) result.AddError("--data is a folder, not nothing.");
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

    private static int? ReadPort(ArgumentResult result)
    {
        string text = result.Tokens.Single().Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= IPEndPoint.MaxPort) return port;
        result.AddError($"--arm-port is a number from 0 to {IPEndPoint.MaxPort}, not '{text}'.");
        return null;
    }
}
