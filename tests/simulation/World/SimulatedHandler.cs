namespace PlatformDeployer.Simulation.World;

/// <summary>Sends what a client sends over a simulated network.</summary>
internal sealed class SimulatedHandler(SimulatedNetwork network) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await network.CarryAsync(await SentRequest.OfAsync(request, cancellationToken), cancellationToken);
        response.RequestMessage = request;
        return response;
    }
}
