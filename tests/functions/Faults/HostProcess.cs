using System.Diagnostics;
using System.Text;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>The built host as a process of its own, on a folder; it can be killed and started again at the address it had.</summary>
internal sealed class HostProcess(string folder) : IAsyncDisposable
{
    private const string ReadyMark = "Ready. The root platform's API is at ";
    private const int StartsMax = 5;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(180);

    private readonly StringBuilder _output = new();
    private readonly Lock _gate = new();
    private Process? _process;
    private TaskCompletionSource<Uri> _ready = NewReady();
    private string _url = "http://127.0.0.1:0";

    /// <summary>Where the root's API is; known from the first start on.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Completes when the process that was started last is ready.</summary>
    public Task Ready => _ready.Task;

    /// <summary>What the processes wrote, the latest of it.</summary>
    public string Output
    {
        get
        {
            lock (_gate) return _output.Length > 8_000 ? _output.ToString(_output.Length - 8_000, 8_000) : _output.ToString();
        }
    }

    /// <summary>Starts a process and does not wait.</summary>
    public void Start()
    {
        _ready = NewReady();
        TaskCompletionSource<Uri> ready = _ready;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Embedded.Host.dll"), "--data", folder, "--urls", _url])
        {
            start.ArgumentList.Add(argument);
        }

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data, ready);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, ready);
        _process.Exited += (_, _) => ready.TrySetException(new IOException("The host ended before it was ready."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts a process and waits until it is ready. One that ends instead, as when its port was lent to somebody else, is started again.</summary>
    public async Task StartReadyAsync()
    {
        for (int attempt = 1; ; attempt++)
        {
            Start();
            try
            {
                await ReadyAsync();
                return;
            }
            catch (IOException) when (attempt < StartsMax)
            {
                await KillAsync();
            }
        }
    }

    /// <summary>Waits until the process that was started last is ready.</summary>
    /// <exception cref="IOException">It ended instead.</exception>
    public async Task ReadyAsync()
    {
        try
        {
            Address = await _ready.Task.WaitAsync(StartLimit, TimeProvider.System);
            _url = Address.GetLeftPart(UriPartial.Authority);
        }
        catch (Exception exception) when (exception is IOException or TimeoutException)
        {
            throw new IOException($"The host is not ready. It wrote: {Output}", exception);
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private static TaskCompletionSource<Uri> NewReady()
    {
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);

        // a process that is killed while it starts has nobody waiting for it
        _ = ready.Task.ContinueWith(static task => task.Exception, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously);
        return ready;
    }

    private void Read(string? line, TaskCompletionSource<Uri> ready)
    {
        if (line is null) return;
        lock (_gate) _output.AppendLine(line);
        if (line.StartsWith(ReadyMark, StringComparison.Ordinal)) ready.TrySetResult(new Uri(line[ReadyMark.Length..].Replace("/api", "/", StringComparison.Ordinal)));
    }
}
