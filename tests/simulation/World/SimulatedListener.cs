using System.Net;
using Embedded.Functions.Http;
using Embedded.Functions.Invocation;
using Microsoft.AspNetCore.Http;

namespace PlatformDeployer.Simulation.World;

/// <summary>Where an instance takes its requests from a simulated network.</summary>
internal sealed class SimulatedListener(SimulatedNetwork network, IPEndPoint endpoint, HttpRouter router, FunctionInvoker invoker) : IInstanceListener
{
    private readonly ActivityCounter _requests = new();
    private readonly CancellationTokenSource _cut = new();
    private TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _stopping;

    public IPEndPoint Endpoint => endpoint;

    public FunctionInvoker Invoker => invoker;

    public bool IsIdle => _requests.IsIdle;

    public void Open() => _open.TrySetResult();

    public void Hang() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Unhang() => Open();

    public async Task HandleAsync(HttpContext context)
    {
        using ActivityCounter.Scope request = _requests.Enter();
        if (_stopping) context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        else await router.RouteAsync(context);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        network.Release(this);
        Open();
        await _requests.WhenIdleAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _cut.CancelAsync();
    }

    public Task AbandonAsync()
    {
        _stopping = true;
        network.Release(this);
        return _cut.CancelAsync();
    }

    public async Task<HttpResponseMessage> AnswerAsync(SentRequest request, CancellationToken cancellationToken)
    {
        using CancellationTokenSource gone = CancellationTokenSource.CreateLinkedTokenSource(_cut.Token, cancellationToken);
        try
        {
            await _open.Task.WaitAsync(gone.Token);
            var exchange = new SimulatedExchange(this, request, gone.Token);
            await Detached(() => HandleAsync(exchange.Context)).WaitAsync(gone.Token);
            return exchange.Response();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, $"{endpoint} broke off.");
        }
    }

    // What the caller runs in does not come over a wire.
    private static Task Detached(Func<Task> handle)
    {
        using (ExecutionContext.SuppressFlow()) return Task.Run(handle);
    }
}
