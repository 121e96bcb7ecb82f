using System.Net;

namespace Embedded.Functions.Http;

/// <summary>Where one app instance takes its requests from.</summary>
internal interface IInstanceListener : IInstanceConnection
{
    IPEndPoint Endpoint { get; }

    bool IsIdle { get; }

    /// <summary>Takes requests from now on; those that came before have waited.</summary>
    void Open();

    /// <summary>From now on requests are taken and never answered.</summary>
    void Hang();

    /// <summary>Answers again, those requests included that wait since <see cref="Hang"/>.</summary>
    void Unhang();

    /// <summary>Takes no more requests, and waits for those in flight; what then remains is cut off.</summary>
    Task StopAsync(CancellationToken cancellationToken);

    /// <summary>Cuts every caller off, as the death of a process does.</summary>
    Task AbandonAsync();
}
