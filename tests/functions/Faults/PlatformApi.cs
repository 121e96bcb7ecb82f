using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>A caller of one platform's API who lives through the platform's deaths: what got no answer is asked again, with the same key.</summary>
internal sealed class PlatformApi(Uri address, string caller = "test") : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(address, "api/"), Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>Sends a spawn once.</summary>
    /// <returns>What was accepted; null when nobody answered, or the platform was closing.</returns>
    public Task<PlatformAccepted?> TrySpawnAsync(string name, string template = "basic") => TakenAsync(() =>
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "platforms") { Content = JsonContent.Create(new { name, template }) };
        request.Headers.Add("Idempotency-Key", $"{caller}-{name}");
        return request;
    });

    /// <summary>Sends a spawn until it is taken.</summary>
    public Task<PlatformAccepted> SpawnAsync(string name, string template = "basic") =>
        Until.AnsweredAsync(() => TrySpawnAsync(name, template), TimeSpan.FromSeconds(180), () => $"the spawn of {name} to be taken");

    /// <summary>Sends a retirement once. One that was carried out already is answered with nothing to follow.</summary>
    public Task<PlatformAccepted?> TryRetireAsync(string platformId, bool cascade = false) =>
        TakenAsync(() => new HttpRequestMessage(HttpMethod.Delete, $"platforms/{platformId}?cascade={(cascade ? "true" : "false")}"));

    /// <summary>An operation.</summary>
    /// <returns>Null when nobody answered.</returns>
    /// <exception cref="HttpRequestException">It is not known, or the answer is an error.</exception>
    public Task<OperationView?> FindOperationAsync(string id) => GetAsync<OperationView>($"operations/{id}");

    /// <summary>A platform; null when nobody answered.</summary>
    public Task<PlatformView?> FindPlatformAsync(string id) => GetAsync<PlatformView>($"platforms/{id}");

    /// <summary>How a platform is; null when nobody answered.</summary>
    public Task<PlatformHealthView?> FindHealthAsync(string id) => GetAsync<PlatformHealthView>($"platforms/{id}/health");

    /// <summary>A platform and all below it; null when nobody answered.</summary>
    public Task<PlatformTreeNode?> FindTreeAsync(string id) => GetAsync<PlatformTreeNode>($"platforms/{id}/tree");

    /// <summary>All platforms that are known, the root's own included.</summary>
    public async Task<IReadOnlyList<PlatformView>> PlatformsAsync()
    {
        var all = new List<PlatformView>();
        string? next = "platforms?top=200";
        while (next is not null)
        {
            string address = next;
            JsonElement page = (JsonElement)await Until.AnsweredAsync(async () => (object?)await GetPageAsync(address), TimeSpan.FromSeconds(120), () => address);
            all.AddRange(page.GetProperty("value").Deserialize<List<PlatformView>>(JsonSerializerOptions.Web)!);
            next = page.TryGetProperty("nextLink", out JsonElement link) && link.ValueKind == JsonValueKind.String ? link.GetString() : null;
        }

        return all;
    }

    /// <summary>Waits until an operation has ended, however it did.</summary>
    public async Task<OperationView> EndOfAsync(string operationId, TimeSpan limit)
    {
        OperationView? last = null;
        return await Until.AnsweredAsync(
            async () =>
            {
                last = await FindOperationAsync(operationId) ?? last;
                return last is not null && HasEnded(last) ? last : null;
            },
            limit,
            () => $"operation {operationId} to end; it is {(last is null ? "unknown" : Describe(last))}");
    }

    /// <summary>Spawns, and waits until the platform is active.</summary>
    public async Task<PlatformView> SpawnActiveAsync(string name, string template, TimeSpan limit)
    {
        PlatformAccepted accepted = await SpawnAsync(name, template);
        OperationView end = await EndOfAsync(accepted.OperationId, limit);
        Assert.True(end.Status == OperationStatus.Succeeded, $"The spawn of {name}: {Describe(end)}");
        PlatformView platform = await Until.AnsweredAsync(() => FindPlatformAsync(accepted.PlatformId), TimeSpan.FromSeconds(120), () => accepted.PlatformId);
        Assert.Equal(PlatformState.Active, platform.State);
        return platform;
    }

    public static bool HasEnded(OperationView operation) => operation.Status is OperationStatus.Succeeded or OperationStatus.Failed or OperationStatus.Canceled;

    /// <summary>An operation in one line, for the message of a failing test.</summary>
    public static string Describe(OperationView operation)
    {
        IEnumerable<string> open = operation.Stages.SelectMany(stage => stage.Steps).Where(step => step.Status == StepStatus.Running).Select(step => step.Name);
        return $"{operation.Kind} {operation.Status} {operation.Percent} % [{string.Join(", ", open)}] {operation.Error?.Code} {operation.Error?.Message} {operation.Error?.Target}";
    }

    public void Dispose() => _http.Dispose();

    private async Task<PlatformAccepted?> TakenAsync(Func<HttpRequestMessage> make)
    {
        using HttpRequestMessage request = make();
        using HttpResponseMessage? response = await AnswerAsync(request);
        if (response is null) return null;
        string body = await response.Content.ReadAsStringAsync();
        if (response.StatusCode is HttpStatusCode.NotFound && request.Method == HttpMethod.Delete) return new PlatformAccepted("", "");
        Assert.True(response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.NoContent, $"{request.Method} {request.RequestUri}: {(int)response.StatusCode} {body}");
        return body.Length == 0 ? new PlatformAccepted("", "") : JsonSerializer.Deserialize<PlatformAccepted>(body, JsonSerializerOptions.Web);
    }

    private async Task<T?> GetAsync<T>(string path)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using HttpResponseMessage? response = await AnswerAsync(request);
        if (response is null) return null;
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"GET {path}: {(int)response.StatusCode} {body}");
        return JsonSerializer.Deserialize<T>(body, JsonSerializerOptions.Web);
    }

    private async Task<JsonElement?> GetPageAsync(string path)
    {
        JsonDocument? page = await GetAsync<JsonDocument>(path);
        return page?.RootElement;
    }

    /// <summary>Null when there was no answer, or one that a dying process gives: its log takes nothing more.</summary>
    private async Task<HttpResponseMessage?> AnswerAsync(HttpRequestMessage request)
    {
        try
        {
            HttpResponseMessage response = await _http.SendAsync(request);
            if ((int)response.StatusCode < 500) return response;
            response.Dispose();
            return null;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            return null;
        }
    }
}
