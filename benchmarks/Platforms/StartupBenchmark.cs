using System.Diagnostics;
using System.Globalization;
using Embedded.ResourceManager.Profiles;
using PlatformDeployer.Benchmarks.Measuring;

namespace PlatformDeployer.Benchmarks.Platforms;

/// <summary>From the start of the built program's process until the root says it is ready.</summary>
internal sealed class StartupBenchmark : IBenchmark
{
    private const int Count = 5;
    private static readonly TimeSpan Target = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);

    public string Name => "startup";

    public string Description => $"process start to the first 200 of /api/health/ready, {Count} times: a new data folder, and one with {PlatformTree.Count} running platforms";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        string[] empty = [.. Enumerable.Range(0, Count).Select(_ => run.NewFolder("startup"))];
        Series fresh = await StartAllAsync(run, empty, cancellationToken);
        run.Figure("a new data folder", fresh.ToString(), "3 s", fresh.Median < Target);

        string full = run.NewFolder("startup");
        await using (BenchmarkMachine machine = await BenchmarkMachine.StartAsync(run, full, ResourceManagerProfile.Fast, cancellationToken))
        {
            var tree = new PlatformTree(machine);
            await tree.GrowAsync(cancellationToken);
            if (tree.Failures.Count > 0) throw new InvalidOperationException($"The tree did not come up: {tree.Failures.First()}");
        }

        Series loaded = await StartAllAsync(run, [.. Enumerable.Repeat(full, Count)], cancellationToken);
        run.Figure($"{PlatformTree.Count} platforms in it", loaded.ToString(), "3 s", loaded.Median < Target);
        run.LimitedBy("loading and compiling the program; with platforms in it, the start of all of them on the same cores");
    }

    private static async Task<Series> StartAllAsync(BenchmarkRun run, string[] folders, CancellationToken cancellationToken)
    {
        var times = new List<TimeSpan>();
        foreach (string folder in folders) times.Add(await StartAsync(run, folder, cancellationToken));
        return new Series(times);
    }

    private static async Task<TimeSpan> StartAsync(BenchmarkRun run, string folder, CancellationToken cancellationToken)
    {
        int port = FreePort();
        string program = Path.Combine(AppContext.BaseDirectory, "Embedded.Host.dll");
        using var http = new HttpClient();
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [program, "--data", folder, "--urls", $"http://127.0.0.1:{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) =>
        {
            if (!string.IsNullOrEmpty(line.Data)) run.Output.WriteLine($"    {line.Data}");
        };
        long began = run.Time.GetTimestamp();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var ready = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/api/health/ready"));
            await run.UntilAsync(() => IsReadyAsync(http, process, ready, cancellationToken), LookInterval, Limit, "the program is ready", cancellationToken);
            return run.Time.GetElapsedTime(began);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, Process process, Uri address, CancellationToken cancellationToken)
    {
        if (process.HasExited) throw new InvalidOperationException($"The program ended with {process.ExitCode}.");
        try
        {
            using HttpResponseMessage response = await http.GetAsync(address, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // it does not listen yet
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
