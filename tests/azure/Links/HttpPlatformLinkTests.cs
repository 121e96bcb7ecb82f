using System.Net.Sockets;
using PlatformDeployer.Azure.Links;
using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Tests.Links;

public sealed class HttpPlatformLinkTests
{
    private const string Ready = """{"status":"ok","platformId":"pone","path":"/root/one","checks":{"registry":"ok"}}""";

    [Fact]
    public async Task GetReadiness_ReadyPlatform_IsRead()
    {
        FakePlatform child = FakePlatform.Answering(200, Ready);

        ReadinessView readiness = await child.Link().GetReadinessAsync(FakePlatform.Endpoint, CancellationToken.None);

        Assert.Equal(("ok", "pone", "ok"), (readiness.Status, readiness.PlatformId, readiness.Checks["registry"]));
        Assert.Equal("http://child.test:8080/api/health/ready", child.Calls.Single().Address.AbsoluteUri);
    }

    [Theory]
    [InlineData(503, LinkFailure.Unavailable)]
    [InlineData(429, LinkFailure.Unavailable)]
    [InlineData(500, LinkFailure.Unavailable)]
    [InlineData(404, LinkFailure.Unexpected)]
    [InlineData(301, LinkFailure.Unexpected)]
    public async Task GetReadiness_OtherStatus_SaysHowItFailed(int status, LinkFailure expected)
    {
        PlatformLinkException failed = await FailAsync(FakePlatform.Answering(status));

        Assert.Equal(expected, failed.Failure);
    }

    [Theory]
    [InlineData("<html/>")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("[1]")]
    public async Task GetReadiness_SomethingElse_IsUnexpected(string body)
    {
        PlatformLinkException failed = await FailAsync(FakePlatform.Answering(200, body));

        Assert.Equal(LinkFailure.Unexpected, failed.Failure);
    }

    [Fact]
    public async Task Announce_PutsTheAncestorsOnce()
    {
        FakePlatform child = FakePlatform.Answering(204);

        await child.Link().AnnounceAsync(FakePlatform.Endpoint, PlatformId.Parse("pone"), Platforms.Charter(PlatformId.Parse("pone"), "/root/one").Ancestors, CancellationToken.None);

        (HttpMethod method, Uri address, string body, _) = Assert.Single(child.Calls);
        Assert.Equal((HttpMethod.Put, "http://child.test:8080/api/links/ancestors"), (method, address.AbsoluteUri));
        Assert.Equal("""{"platformId":"pone","ancestors":[{"id":"root","path":"/root","endpoint":"http://parent.test/"}]}""", body);
    }

    [Fact]
    public async Task Restore_PutsTheSubtreeOnce()
    {
        FakePlatform child = FakePlatform.Answering(204);

        await child.Link().RestoreAsync(FakePlatform.Endpoint, PlatformId.Parse("pone"), [Platforms.Child("ptwo", "/root/one/two")], CancellationToken.None);

        (HttpMethod method, Uri address, string body, _) = Assert.Single(child.Calls);
        Assert.Equal((HttpMethod.Put, "http://child.test:8080/api/links/subtree"), (method, address.AbsoluteUri));
        Assert.StartsWith("""{"platformId":"pone","platforms":[{"id":"ptwo","path":"/root/one/two",""", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetReadiness_NobodyListens_IsRefusedAfterAFewAttempts()
    {
        var child = new FakePlatform((_, _) => throw new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused)));

        PlatformLinkException failed = await FailAsync(child);

        Assert.Equal(LinkFailure.Refused, failed.Failure);
        Assert.Equal(LinkLimits.AttemptsMax, child.Calls.Count);
    }

    [Fact]
    public async Task GetReadiness_PlatformThatComesBack_IsAskedAgain()
    {
        int calls = 0;
        var child = new FakePlatform((_, _) => Task.FromResult(++calls == 1 ? FakePlatform.Response(503) : FakePlatform.Response(200, Ready)));

        ReadinessView readiness = await child.Link().GetReadinessAsync(FakePlatform.Endpoint, CancellationToken.None);

        Assert.Equal("ok", readiness.Status);
    }

    [Fact]
    public async Task GetReadiness_PlatformThatHangs_IsATimeoutAtTheLimit()
    {
        var time = new ManualTime();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var child = new FakePlatform(async (_, stop) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
            return FakePlatform.Response(200, Ready);
        });

        Task<ReadinessView> question = child.Link(time).GetReadinessAsync(FakePlatform.Endpoint, CancellationToken.None);
        await asked.Task;
        time.Advance(LinkLimits.CallTimeout);

        PlatformLinkException failed = await Assert.ThrowsAsync<PlatformLinkException>(() => question);
        Assert.Equal(LinkFailure.Timeout, failed.Failure);
        Assert.Single(child.Calls);
    }

    [Fact]
    public async Task GetReadiness_CallerGivesUp_IsCanceled()
    {
        using var given = new CancellationTokenSource();
        var child = new FakePlatform(async (_, stop) =>
        {
            await given.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
            return FakePlatform.Response(200, Ready);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => child.Link().GetReadinessAsync(FakePlatform.Endpoint, given.Token));
    }

    [Fact]
    public async Task GetReadiness_AnswerWithoutEnd_IsCutOff()
    {
        PlatformLinkException failed = await FailAsync(FakePlatform.Answering(200, new string(' ', LinkLimits.AnswerBytesMax + 1)));

        Assert.Equal(LinkFailure.Unexpected, failed.Failure);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(204, LinkFailure.Unexpected)]
    [InlineData(503, LinkFailure.Unavailable)]
    public async Task Probe_OnlyOk_IsWell(int status, LinkFailure? expected)
    {
        FakePlatform child = FakePlatform.Answering(status);

        Exception? thrown = await Record.ExceptionAsync(
            () => child.Link().ProbeAsync(new Uri(FakePlatform.Endpoint, "mesh/health"), TimeSpan.FromSeconds(2), CancellationToken.None));

        Assert.Equal(expected, (thrown as PlatformLinkException)?.Failure);
        Assert.Single(child.Calls);
    }

    [Fact]
    public async Task Report_ReachesTheParent_OnceAndWhole()
    {
        FakePlatform parent = FakePlatform.Answering(204);
        var happened = new PlatformEvent("e1", PlatformId.Parse("pone"), DateTimeOffset.UnixEpoch, "platform.active", "It works.");
        var report = new PlatformReport(PlatformId.Parse("pone"), DateTimeOffset.UnixEpoch, true, [Platforms.Child("pone", "/root/one")], [happened], [PlatformId.Parse("ptwo")]);

        await parent.Link().ReportAsync(FakePlatform.Endpoint, report, CancellationToken.None);

        (HttpMethod method, Uri address, string body, _) = parent.Calls.Single();
        Assert.Equal((HttpMethod.Post, "/api/links/reports"), (method, address.AbsolutePath));
        PlatformReport read = System.Text.Json.JsonSerializer.Deserialize<PlatformReport>(body, System.Text.Json.JsonSerializerOptions.Web)!;
        Assert.Equal(("pone", "/root/one", "e1", "ptwo"), (read.From.Value, read.Platforms.Single().Path.Value, read.Events.Single().Id, read.Forgotten.Single().Value));
    }

    [Fact]
    public async Task Report_ParentThatCannot_IsNotToldTwiceAtOnce()
    {
        FakePlatform parent = FakePlatform.Answering(503);
        var report = new PlatformReport(PlatformId.Parse("pone"), DateTimeOffset.UnixEpoch, true, [], [], []);

        await Assert.ThrowsAsync<PlatformLinkException>(() => parent.Link().ReportAsync(FakePlatform.Endpoint, report, CancellationToken.None));

        Assert.Single(parent.Calls);
    }

    [Fact]
    public async Task SetSpawning_SaysSo()
    {
        FakePlatform child = FakePlatform.Answering(204);

        await child.Link().SetSpawningAsync(FakePlatform.Endpoint, PlatformId.Parse("pone"), enabled: true, CancellationToken.None);

        Assert.Equal((HttpMethod.Put, "/api/links/spawning", """{"platformId":"pone","enabled":true}"""), (child.Calls[0].Method, child.Calls[0].Address.AbsolutePath, child.Calls[0].Body));
    }

    [Fact]
    public async Task ListChildren_ManyPages_GivesTheLivingAndStaysAtTheKnownAddress()
    {
        var child = new FakePlatform((request, _) => Task.FromResult(FakePlatform.Response(200, request.RequestUri!.Query.Contains("skipToken=b", StringComparison.Ordinal)
            ? $$"""{"value":[{{View("pthree", PlatformState.Degraded)}}]}"""
            : $$"""{"value":[{{View("pone", PlatformState.Active)}},{{View("ptwo", PlatformState.Retired)}}],"nextLink":"https://behind-a-proxy.test/api/platforms?parentId=pp&skipToken=b"}""")));

        IReadOnlyList<PlatformView> children = await child.Link().ListChildrenAsync(FakePlatform.Endpoint, PlatformId.Parse("ppp"), CancellationToken.None);

        Assert.Equal(["pone", "pthree"], children.Select(view => view.Id));
        Assert.All(child.Calls, call => Assert.Equal("child.test:8080", call.Address.Authority));
    }

    [Theory]
    [InlineData(202, """{"platformId":"pone","operationId":"retire-pone"}""", "retire-pone")]
    [InlineData(204, "", null)]
    [InlineData(404, "{}", null)]
    public async Task Retire_GivesTheOperation(int status, string body, string? expected)
    {
        FakePlatform child = FakePlatform.Answering(status, body);

        string? operation = await child.Link().RetireAsync(FakePlatform.Endpoint, PlatformId.Parse("pone"), cascade: true, CancellationToken.None);

        Assert.Equal(expected, operation);
        Assert.Equal((HttpMethod.Delete, "/api/platforms/pone?cascade=true"), (child.Calls[0].Method, child.Calls[0].Address.PathAndQuery));
    }

    [Fact]
    public async Task FindOperation_UnknownThere_IsNull() =>
        Assert.Null(await FakePlatform.Answering(404).Link().FindOperationAsync(FakePlatform.Endpoint, "spawn-x", CancellationToken.None));

    [Fact]
    public async Task FindOperation_Known_IsRead()
    {
        FakePlatform child = FakePlatform.Answering(200, """
            {"id":"spawn-x","kind":"spawn","platformId":"pone","status":"Running","percent":40,"createdAt":"2030-01-01T00:00:00Z","updatedAt":"2030-01-01T00:00:00Z"}
            """);

        OperationView? operation = await child.Link().FindOperationAsync(FakePlatform.Endpoint, "spawn-x", CancellationToken.None);

        Assert.Equal((OperationStatus.Running, 40), (operation!.Status, operation.Percent));
    }

    [Fact]
    public async Task GetReadiness_RealSocketNobodyListensAt_IsRefused()
    {
        using var client = new LinkClient();
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        int port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();

        PlatformLinkException failed = await Assert.ThrowsAsync<PlatformLinkException>(
            () => new HttpPlatformLink(client, TimeProvider.System).GetReadinessAsync(new Uri($"http://127.0.0.1:{port}/"), CancellationToken.None));

        Assert.Equal(LinkFailure.Refused, failed.Failure);
    }

    private static string View(string id, PlatformState state) => $$"""
        {"id":"{{id}}","name":"{{id}}","path":"/root/{{id}}","generation":1,"state":"{{state}}","template":"basic@1.0.0","region":"westeurope","health":"Healthy",
         "configurationVersion":1,"createdAt":"2030-01-01T00:00:00Z","updatedAt":"2030-01-01T00:00:00Z","etag":"1"}
        """;

    private static Task<PlatformLinkException> FailAsync(FakePlatform child) => Assert.ThrowsAsync<PlatformLinkException>(
        () => child.Link().GetReadinessAsync(FakePlatform.Endpoint, CancellationToken.None));
}
