using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using Embedded.ResourceManager.Profiles;
using Embedded.ResourceManager.Sdk;
using Embedded.Storage;

namespace Embedded.ResourceManager.Tests;

/// <summary>A Resource Manager on a disk in memory, with a raw client and the real SDK, that can be killed and opened again.</summary>
internal sealed class ArmFixture : IAsyncDisposable
{
    public const string Subscription = "bbbbbbbb-0000-4000-8000-000000000001";
    private const string ObjectId = "cccccccc-0000-4000-8000-000000000001";

    private readonly ResourceManagerProfile _profile;
    private readonly TimeProvider _clock;

    private ArmFixture(ResourceManagerProfile profile, TimeProvider clock)
    {
        _profile = profile;
        _clock = clock;
        Manager = Open();
        Http = Client();
    }

    public MemoryDisk Disk { get; } = new();

    public RecordingRuntime Runtime { get; } = new();

    public LocalResourceManager Manager { get; private set; }

    public HttpClient Http { get; private set; }

    public static LocalTokenCredential Credential { get; } = new(ObjectId, ObjectId, "tester");

    public static async Task<ArmFixture> StartAsync(ResourceManagerProfile? profile = null, TimeProvider? clock = null)
    {
        ArmFixture fixture = new(profile ?? ResourceManagerProfile.Fast, clock ?? TimeProvider.System);
        await fixture.Manager.StartAsync(CancellationToken.None);
        return fixture;
    }

    public ArmClient Sdk()
    {
        ArmClientOptions options = new() { Transport = new HttpClientTransport(Manager.CreateHandler()) };
        return new ArmClient(Credential, Subscription, options);
    }

    /// <summary>The pipeline below the SDK: what it would send a raw call through.</summary>
    public HttpPipeline Pipeline()
    {
        ArmClientOptions options = new() { Transport = new HttpClientTransport(Manager.CreateHandler()) };
        return HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(Credential, "https://management.azure.com/.default"));
    }

    /// <summary>Kills the manager and opens another on what a disk without power holds; with a chance, also some of what was not synced.</summary>
    public async Task CrashAsync(Random? chance = null)
    {
        Manager.Abandon();
        Disk.Crash(chance);
        Manager = Open();
        Http = Client();
        await Manager.StartAsync(CancellationToken.None);
    }

    public async Task<(int Status, JsonNode? Body, HttpResponseMessage Raw)> SendAsync(
        string method, string path, string? body = null, string apiVersion = "2022-09-01", string contentType = "application/json")
    {
        string separator = path.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        using HttpRequestMessage request = new(new HttpMethod(method), apiVersion.Length == 0 ? path : $"{path}{separator}api-version={apiVersion}");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        HttpResponseMessage response = await Http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), response);
    }

    public async Task<string> GroupAsync(string name = "rg")
    {
        string id = $"/subscriptions/{Subscription}/resourceGroups/{name}";
        (int status, JsonNode? body, _) = await SendAsync("PUT", id, """{"location":"westeurope"}""");
        Assert.True(status is 200 or 201, body?.ToJsonString());
        return id;
    }

    /// <summary>PUTs, and reads until the work is over.</summary>
    public async Task<JsonNode> PutAsync(string id, string apiVersion, string body)
    {
        (int status, JsonNode? answer, _) = await SendAsync("PUT", id, body, apiVersion);
        Assert.True(status is 200 or 201 or 202, answer?.ToJsonString());
        await WaitAsync(() => Manager.Operations().All(operation => operation.HasEnded || operation.DueAt is null));
        (_, JsonNode? read, _) = await SendAsync("GET", id, apiVersion: apiVersion);
        return read!;
    }

    public static async Task WaitAsync(Func<bool> condition)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        while (!condition())
            await Task.Delay(5, limit.Token);
    }

    public ValueTask DisposeAsync() => Manager.DisposeAsync();

    private LocalResourceManager Open()
        => LocalResourceManager.Open(new ResourceManagerOptions { Disk = Disk, Sites = Runtime, Profile = _profile, Clock = _clock });

    private HttpClient Client()
    {
        HttpClient client = new(Manager.CreateHandler()) { BaseAddress = new Uri("https://management.local") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", LocalTokenCredential.Token(ObjectId, ObjectId, "tester"));
        return client;
    }
}
