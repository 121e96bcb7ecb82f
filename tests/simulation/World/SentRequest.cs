namespace PlatformDeployer.Simulation.World;

/// <summary>A request on its way.</summary>
internal sealed record SentRequest(string Method, Uri Address, IReadOnlyList<KeyValuePair<string, string[]>> Headers, byte[] Body)
{
    public static async Task<SentRequest> OfAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        byte[] body = message.Content is null ? [] : await message.Content.ReadAsByteArrayAsync(cancellationToken);
        IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers = message.Content is null ? message.Headers : message.Headers.Concat(message.Content.Headers);
        return new SentRequest(
            message.Method.Method, message.RequestUri!, [.. headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToArray()))], body);
    }
}
