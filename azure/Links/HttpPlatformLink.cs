using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using Polly;
using Polly.Retry;

namespace PlatformDeployer.Azure.Links;

/// <summary>
/// Platforms talk HTTP, by the API that everybody sees and the routes under <c>/api/links</c>. Each call has five seconds. A question is asked again,
/// shortly after, when the other side could not be reached; what changes something is not, for its caller is an activity that is tried again durably.
/// </summary>
public sealed class HttpPlatformLink : IPlatformLink
{
    private readonly LinkClient _client;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _questions;

    /// <summary>Makes a link.</summary>
    /// <param name="client">The client.</param>
    /// <param name="time">The clock that limits are measured by.</param>
    /// <param name="random">Spreads the pauses between attempts.</param>
    public HttpPlatformLink(LinkClient client, TimeProvider time, Random? random = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(time);
        _client = client;
        _time = time;
        _questions = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<PlatformLinkException>(failed => failed.Failure is LinkFailure.Refused or LinkFailure.Unavailable),
                MaxRetryAttempts = LinkLimits.AttemptsMax - 1,
                Delay = LinkLimits.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = (random ?? Random.Shared).NextDouble,
            })
            .Build();
    }

    /// <inheritdoc/>
    public Task<ReadinessView> GetReadinessAsync(Uri endpoint, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Get, Address(endpoint, "health/ready"), LinkLimits.CallTimeout, ReadAsync<ReadinessView>, cancellationToken);

    /// <inheritdoc/>
    public Task ProbeAsync(Uri address, TimeSpan limit, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, address, null, limit, (response, _) => Expect(response, address, HttpStatusCode.OK), cancellationToken);

    /// <inheritdoc/>
    public Task SetSpawningAsync(Uri endpoint, PlatformId id, bool enabled, CancellationToken cancellationToken)
    {
        Uri address = Address(endpoint, "links/spawning");
        return SendAsync(
            HttpMethod.Put, address, JsonContent.Create(new { platformId = id, enabled }, options: LinkJson.Options), LinkLimits.CallTimeout, (response, _) => ExpectSuccess(response, address), cancellationToken);
    }

    /// <inheritdoc/>
    public Task AnnounceAsync(Uri endpoint, PlatformId id, IReadOnlyList<Ancestor> ancestors, CancellationToken cancellationToken)
    {
        Uri address = Address(endpoint, "links/ancestors");
        return SendAsync(
            HttpMethod.Put, address, JsonContent.Create(new { platformId = id, ancestors }, options: LinkJson.Options), LinkLimits.CallTimeout, (response, _) => ExpectSuccess(response, address), cancellationToken);
    }

    /// <inheritdoc/>
    public Task RestoreAsync(Uri endpoint, PlatformId id, IReadOnlyList<PlatformRecord> platforms, CancellationToken cancellationToken)
    {
        Uri address = Address(endpoint, "links/subtree");
        return SendAsync(
            HttpMethod.Put, address, JsonContent.Create(new { platformId = id, platforms }, options: LinkJson.Options), LinkLimits.CallTimeout, (response, _) => ExpectSuccess(response, address), cancellationToken);
    }

    /// <inheritdoc/>
    public Task ReportAsync(Uri parentEndpoint, PlatformReport report, CancellationToken cancellationToken)
    {
        Uri address = Address(parentEndpoint, "links/reports");
        return SendAsync(
            HttpMethod.Post, address, JsonContent.Create(report, options: LinkJson.Options), LinkLimits.CallTimeout, (response, _) => ExpectSuccess(response, address), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PlatformView>> ListChildrenAsync(Uri endpoint, PlatformId parentId, CancellationToken cancellationToken)
    {
        var children = new List<PlatformView>();
        Uri? address = Address(endpoint, $"platforms?parentId={parentId}&top=1000");
        for (int page = 0; address is not null; page++)
        {
            if (page == LinkLimits.PagesMax) throw new PlatformLinkException(LinkFailure.Unexpected, $"{endpoint} lists without end.");
            Page<PlatformView> found = await AskAsync(HttpMethod.Get, address, LinkLimits.CallTimeout, ReadAsync<Page<PlatformView>>, cancellationToken);
            children.AddRange((found.Value ?? []).Where(child => PlatformTransitions.IsLiving(child.State)));
            // Only the query is taken from the link: the address we know the platform by is the one that works from here.
            address = found.NextLink is null ? null : Address(endpoint, "platforms" + new Uri(address, found.NextLink).Query);
        }

        return children;
    }

    /// <inheritdoc/>
    public Task<string?> RetireAsync(Uri endpoint, PlatformId childId, bool cascade, CancellationToken cancellationToken)
    {
        Uri address = Address(endpoint, $"platforms/{childId}?cascade={(cascade ? "true" : "false")}");
        return SendAsync<string?>(HttpMethod.Delete, address, null, LinkLimits.CallTimeout, async (response, stop) => response.StatusCode switch
        {
            HttpStatusCode.NoContent or HttpStatusCode.NotFound => null,
            HttpStatusCode.Accepted => (await ReadAsync<PlatformAccepted>(response, stop)).OperationId,
            _ => throw LinkFailures.Read(response.StatusCode, address),
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<OperationView?> FindOperationAsync(Uri endpoint, string operationId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(operationId);
        return AskAsync<OperationView?>(
            HttpMethod.Get,
            Address(endpoint, "operations/" + Uri.EscapeDataString(operationId)),
            LinkLimits.CallTimeout,
            async (response, stop) => response.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync<OperationView>(response, stop),
            cancellationToken);
    }

    private static Uri Address(Uri endpoint, string route)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return new Uri(endpoint, "/api/" + route);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Uri address = response.RequestMessage!.RequestUri!;
        if (!response.IsSuccessStatusCode) throw LinkFailures.Read(response.StatusCode, address);
        return await response.Content.ReadFromJsonAsync<T>(LinkJson.Options, cancellationToken) ?? throw new JsonException("null");
    }

    private static Task<bool> Expect(HttpResponseMessage response, Uri address, HttpStatusCode status) =>
        response.StatusCode == status ? Task.FromResult(true) : throw LinkFailures.Read(response.StatusCode, address);

    private static Task<bool> ExpectSuccess(HttpResponseMessage response, Uri address) =>
        response.IsSuccessStatusCode ? Task.FromResult(true) : throw LinkFailures.Read(response.StatusCode, address);

    private async Task<T> AskAsync<T>(
        HttpMethod method, Uri address, TimeSpan limit, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        await _questions.ExecuteAsync(async stop => await SendAsync(method, address, null, limit, read, stop), cancellationToken);

    private async Task<T> SendAsync<T>(
        HttpMethod method, Uri address, HttpContent? content, TimeSpan limit, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var request = new HttpRequestMessage(method, address) { Content = content };
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
            return await read(response, either.Token);
        }
        catch (Exception exception) when (LinkFailures.IsForeign(exception, cancellationToken))
        {
            throw LinkFailures.Read(exception, address);
        }
    }
}
