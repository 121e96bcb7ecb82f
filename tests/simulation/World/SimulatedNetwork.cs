using System.Net;
using Embedded.Functions.Http;
using Embedded.Functions.Invocation;
using Microsoft.AspNetCore.Http;

namespace PlatformDeployer.Simulation.World;

/// <summary>The network of one machine from its start to its end: requests go from memory to memory, and take their time.</summary>
internal sealed class SimulatedNetwork(MachineClock clock, Random chance, PortNumbers ports, Trace trace)
{
    private static readonly TimeSpan LongestDouble = TimeSpan.FromSeconds(20);

    private readonly Dictionary<int, SimulatedListener> _listeners = [];

    public NetworkFaults Faults { get; } = new();

    public MachineClock Clock => clock;

    public HttpMessageHandler CreateHandler() => new SimulatedHandler(this);

    public Task<IInstanceListener> ListenAsync(
        IPEndPoint endpoint, HttpRouter router, FunctionInvoker invoker, Func<HttpContext, Task>? unrouted, CancellationToken cancellationToken)
    {
        int port = endpoint.Port == 0 ? ports.Next() : endpoint.Port;
        var listener = new SimulatedListener(this, new IPEndPoint(endpoint.Address, port), router, invoker);
        return _listeners.TryAdd(port, listener)
            ? Task.FromResult<IInstanceListener>(listener)
            : Task.FromException<IInstanceListener>(new IOException($"The address http://{endpoint} is already in use."));
    }

    public void Release(SimulatedListener listener) => _listeners.Remove(listener.Endpoint.Port);

    /// <summary>Carries a request there and its answer back.</summary>
    public async Task<HttpResponseMessage> CarryAsync(SentRequest request, CancellationToken cancellationToken)
    {
        await DelayAsync(Faults.LongestDelay, cancellationToken);
        if (Draws(Faults.LostRequests)) throw new HttpRequestException(HttpRequestError.ConnectionError, "The request was lost.");
        if (Draws(Faults.Doubles)) _ = RepeatAsync(request);
        HttpResponseMessage response = await DeliverAsync(request, cancellationToken);
        if (clock.HasPower) trace.Add($"{request.Method} {request.Address.Port}{request.Address.PathAndQuery} {(int)response.StatusCode}");
        await DelayAsync(Faults.LongestDelay, cancellationToken);
        if (Draws(Faults.LostAnswers)) throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was lost.");
        return response;
    }

    private Task<HttpResponseMessage> DeliverAsync(SentRequest request, CancellationToken cancellationToken) =>
        _listeners.TryGetValue(request.Address.Port, out SimulatedListener? listener)
            ? listener.AnswerAsync(request, cancellationToken)
            : throw new HttpRequestException(HttpRequestError.ConnectionError, $"Nobody listens at {request.Address.Authority}.");

    private async Task RepeatAsync(SentRequest request)
    {
        try
        {
            await DelayAsync(LongestDouble, CancellationToken.None);
            (await DeliverAsync(request, CancellationToken.None)).Dispose();
        }
        catch (HttpRequestException)
        {
            // Nobody waits for it.
        }
    }

    private bool Draws(double share) => share > 0 && chance.NextDouble() < share;

    private Task DelayAsync(TimeSpan longest, CancellationToken cancellationToken) => Task.Delay(longest * chance.NextDouble(), clock, cancellationToken);
}
