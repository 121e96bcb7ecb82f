using Embedded.Functions.Discovery;
using Embedded.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Functions.Hosting;

/// <summary>
/// One running instance of a function app. Many run in one process, each with its own address, data, settings and services; the app's code is the same that the
/// official worker runs, and knows nothing of it.
/// </summary>
internal sealed class AppInstance : IAsyncDisposable
{
    private readonly FunctionsHost _host;

    private AppInstance(FunctionsHost host, Task run)
    {
        _host = host;
        Stopped = run;
    }

    public Uri BaseAddress => _host.BaseAddress;

    public IServiceProvider Services => _host.Services;

    /// <summary>Completes when the app's entry point has returned; with what it threw, if it did.</summary>
    public Task Stopped { get; }

    /// <summary>Completes when the disk of its log failed: it ends by that as if its process had died, and is to be started again.</summary>
    public Task<LogFailedException> LogBroken => _host.State.Log.WhenBroken;

    /// <summary>A client of the instance's task hub.</summary>
    public DurableTaskClient DurableClient => _host.Services.GetRequiredService<DurableClientSource>().Client;

    /// <summary>Whether no request, message, timer run, work item or activity is in flight.</summary>
    public bool IsIdle => _host.IsIdle;

    /// <summary>When the next timer of any kind is due; null if there is none.</summary>
    public DateTimeOffset? NextDue => _host.NextDue;

    /// <summary>Starts an instance and returns when it listens.</summary>
    /// <exception cref="ArgumentException">The name is no host name.</exception>
    /// <exception cref="InvalidOperationException">An instance of that name runs already, or the app starts no host.</exception>
    /// <exception cref="FunctionDefinitionException">A function cannot be run.</exception>
    /// <exception cref="LogDamagedException">Its data is damaged.</exception>
    /// <exception cref="LogInUseException">Its data is in use by another.</exception>
    /// <exception cref="IOException">Its address is in use.</exception>
    /// <remarks>Whatever else the app throws while it starts is thrown as it is.</remarks>
    public static async Task<AppInstance> StartAsync(AppInstanceOptions options, CancellationToken cancellationToken = default)
    {
        if (Uri.CheckHostName(options.Name) != UriHostNameType.Dns)
        {
            throw new ArgumentException($"'{options.Name}' cannot name an instance: a host name is expected.", nameof(options));
        }

        InstanceEnvironment environment = new(options);
        Func<string[], Task> main = options.EntryPoint ?? AppEntryPoint.Of(options.App);
        Task run = RunDetached(environment, main);
        try
        {
            await Task.WhenAny(run, environment.Listening).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _ = environment.Listening.ContinueWith(
                static listening => listening.Result.AbandonAsync(),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            throw;
        }

        if (environment.Listening.IsCompletedSuccessfully)
        {
            return new AppInstance(await environment.Listening, run);
        }

        await run;
        throw new InvalidOperationException($"The app '{options.App.GetName().Name}' ended without starting a host: it must build one and run it.");
    }

    /// <summary>Takes nothing more, lets what is in flight end within the drain limit, makes everything durable and frees it all.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _host.StopAsync(cancellationToken);
        await Stopped.WaitAsync(cancellationToken);
    }

    /// <summary>Ends it as if its process had died: connections are cut and nothing more is written or acknowledged.</summary>
    public async Task AbandonAsync()
    {
        await _host.AbandonAsync();
        await Stopped.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Rewrites its log to what is alive.</summary>
    public Task CompactAsync() => _host.State.Log.CompactAsync();

    /// <summary>From now on it accepts connections and never answers.</summary>
    public void Hang() => _host.Hang();

    /// <summary>Answers again.</summary>
    public void Unhang() => _host.Unhang();

    public async ValueTask DisposeAsync()
    {
        if (!Stopped.IsCompleted)
        {
            await StopAsync(CancellationToken.None);
        }
    }

    // The one who starts an instance may itself run in another instance, or in a request to one: nothing of its context may leak in.
    private static Task RunDetached(InstanceEnvironment environment, Func<string[], Task> main)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() =>
            {
                InstanceEnvironment.Current = environment;
                return main([]);
            });
        }
    }
}
