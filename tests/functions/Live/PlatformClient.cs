using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>Talks to one platform as its users do.</summary>
internal sealed class PlatformClient(HttpClient http, Uri address)
{
    /// <summary>How long anything that a test waits for may take on a busy machine.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(300);

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public Uri Address => address;

    public async Task<LiveAnswer> SendAsync(HttpMethod method, string route, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, "api/" + route)) { Content = body };
        foreach ((string name, string value) in headers) request.Headers.Add(name, value);
        using HttpResponseMessage response = await http.SendAsync(request);
        return new LiveAnswer(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync());
    }

    public Task<LiveAnswer> PostAsync(string body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, "platforms", new StringContent(body, Json), headers);

    /// <summary>Asks for a platform.</summary>
    public async Task<PlatformAccepted> SpawnAsync(SpawnPlatformRequest request)
    {
        LiveAnswer answer = await SendAsync(HttpMethod.Post, "platforms", JsonContent.Create(request));
        return answer.Read<PlatformAccepted>(HttpStatusCode.Accepted);
    }

    public Task<PlatformAccepted> SpawnAsync(string name, string template = "basic") => SpawnAsync(new SpawnPlatformRequest { Name = name, Template = template });

    /// <summary>Asks for a platform and waits until it is active.</summary>
    public async Task<PlatformView> SpawnToActiveAsync(SpawnPlatformRequest request)
    {
        PlatformAccepted accepted = await SpawnAsync(request);
        OperationView operation = await EndOfAsync(accepted.OperationId);
        Assert.True(operation.Status == OperationStatus.Succeeded, $"The spawn of {request.Name} ended {operation.Status}: {operation.Error}");
        PlatformView platform = await PlatformAsync(accepted.PlatformId);
        Assert.Equal(PlatformState.Active, platform.State);
        return platform;
    }

    public Task<PlatformView> SpawnToActiveAsync(string name, string template = "basic") =>
        SpawnToActiveAsync(new SpawnPlatformRequest { Name = name, Template = template });

    public async Task<OperationView> OperationAsync(string id) => (await GetAsync($"operations/{id}")).Read<OperationView>();

    /// <summary>Waits until an operation has ended, however it did.</summary>
    public Task<OperationView> EndOfAsync(string id) => Until.ValueAsync(
        () => OperationAsync(id),
        operation => operation.Status is OperationStatus.Succeeded or OperationStatus.Failed or OperationStatus.Canceled,
        Limit,
        $"the end of {id}");

    public async Task<PlatformView> PlatformAsync(string id) => (await GetAsync($"platforms/{id}")).Read<PlatformView>();

    public async Task<PlatformHealthView> HealthAsync(string id) => (await GetAsync($"platforms/{id}/health")).Read<PlatformHealthView>();

    public async Task<PlatformTreeNode> TreeAsync(string id) => (await GetAsync($"platforms/{id}/tree")).Read<PlatformTreeNode>();

    public async Task<IReadOnlyList<PlatformEventView>> EventsAsync(string id) => (await GetAsync($"platforms/{id}/events")).Read<Page<PlatformEventView>>().Value;

    public async Task<IReadOnlyList<AncestorView>> AncestorsAsync(string id) => (await GetAsync($"platforms/{id}/ancestors")).Read<Page<AncestorView>>().Value;

    /// <summary>All the platforms it knows, itself included.</summary>
    public async Task<IReadOnlyList<PlatformView>> PlatformsAsync() => (await GetAsync("platforms?top=1000")).Read<Page<PlatformView>>().Value;

    /// <summary>All its operations.</summary>
    public async Task<IReadOnlyList<OperationView>> OperationsAsync() => (await GetAsync("operations?top=1000")).Read<Page<OperationView>>().Value;

    /// <summary>Asks for the end of a platform.</summary>
    public async Task<PlatformAccepted> RetireAsync(string id, bool cascade = false) =>
        (await SendAsync(HttpMethod.Delete, $"platforms/{id}{(cascade ? "?cascade=true" : "")}")).Read<PlatformAccepted>(HttpStatusCode.Accepted);

    /// <summary>Asks for the end of a platform and waits until it is gone.</summary>
    public async Task RetireToEndAsync(string id, bool cascade = false)
    {
        OperationView operation = await EndOfAsync((await RetireAsync(id, cascade)).OperationId);
        Assert.True(operation.Status == OperationStatus.Succeeded, $"The retirement of {id} ended {operation.Status}: {operation.Error}");
    }

    public Task<LiveAnswer> GetAsync(string route) => SendAsync(HttpMethod.Get, route);
}
