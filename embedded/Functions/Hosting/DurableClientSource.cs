using Microsoft.DurableTask.Client;

namespace Embedded.Functions.Hosting;

/// <summary>Where bindings get the durable client from. It is no service of the app's: in Azure there is none to inject either.</summary>
internal sealed class DurableClientSource
{
    private DurableTaskClient? _client;

    /// <exception cref="InvalidOperationException">The instance has not started yet.</exception>
    public DurableTaskClient Client
    {
        get => _client ?? throw new InvalidOperationException("The durable client exists only once the instance has started.");
        set => _client = value;
    }
}
