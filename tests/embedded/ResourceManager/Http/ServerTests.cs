using System.Net.Http.Headers;
using Embedded.ResourceManager.Sdk;
using Embedded.Storage;

namespace Embedded.ResourceManager.Tests.Http;

public sealed class ServerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("arm-server-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Certificate_OverRestarts_IsKept()
    {
        string first = await ThumbprintAsync();
        Assert.Equal(first, await ThumbprintAsync());
    }

    [Theory]
    [InlineData("resource-manager.key")]
    [InlineData("resource-manager.pem")]
    public async Task Certificate_DamagedOnDisk_IsMadeAnew(string file)
    {
        string first = await ThumbprintAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, file), "-----BEGIN NOTHING-----");
        string second = await ThumbprintAsync();
        Assert.NotEqual(first, second);
        Assert.Equal(second, await ThumbprintAsync());
    }

    [Fact]
    public async Task Abandon_OfAListeningServer_BreaksItsConnectionsAndFreesThePort()
    {
        await using LocalResourceManager manager = await OpenAsync();
        Uri address = await manager.ListenAsync(0, CancellationToken.None);
        using HttpClientHandler handler = new()
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Thumbprint == manager.Certificate!.Thumbprint,
        };
        using HttpClient client = new(handler) { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", LocalTokenCredential.Token("cccccccc-0000-4000-8000-000000000001", string.Empty, "tester"));
        using HttpResponseMessage alive = await client.GetAsync(new Uri("subscriptions?api-version=2022-12-01", UriKind.Relative));
        Assert.True(alive.IsSuccessStatusCode);
        manager.Abandon();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("subscriptions?api-version=2022-12-01", UriKind.Relative)));
        await manager.DisposeAsync();
        await using LocalResourceManager next = await OpenAsync();
        Assert.Equal(address, await next.ListenAsync(address.Port, CancellationToken.None));
    }

    [Fact]
    public async Task Headers_OfAnAnswer_NameTheCallAndWhatIsLeft()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        const string correlation = "12345678-0000-4000-8000-000000000001";
        arm.Http.DefaultRequestHeaders.Add("x-ms-correlation-request-id", correlation);
        (_, _, HttpResponseMessage raw) = await arm.SendAsync("GET", $"/subscriptions/{ArmFixture.Subscription}", apiVersion: "2022-12-01");
        Assert.Equal(correlation, raw.Headers.GetValues("x-ms-correlation-request-id").Single());
        Assert.True(Guid.TryParse(raw.Headers.GetValues("x-ms-request-id").Single(), out _));
        Assert.Equal("249", raw.Headers.GetValues("x-ms-ratelimit-remaining-subscription-reads").Single());
    }

    private async Task<string> ThumbprintAsync()
    {
        await using LocalResourceManager manager = await OpenAsync();
        await manager.ListenAsync(0, CancellationToken.None);
        return manager.Certificate!.Thumbprint;
    }

    private async Task<LocalResourceManager> OpenAsync()
    {
        LocalResourceManager manager = LocalResourceManager.Open(
            new ResourceManagerOptions { Disk = new MemoryDisk(), Sites = new RecordingRuntime(), CertificateFolder = _folder.FullName });
        await manager.StartAsync(CancellationToken.None);
        return manager;
    }
}
