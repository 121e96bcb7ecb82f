using System.Globalization;
using System.Text;
using PlatformDeployer.Azure.Links;
using PlatformDeployer.Domain.Links;

namespace PlatformDeployer.Azure.Tests.Links;

public sealed class RequestForwarderTests
{
    [Fact]
    public async Task Forward_AnyAnswer_IsRelayedWithWhatBelongsToIt()
    {
        FakePlatform child = FakePlatform.Answering(
            409, """{"code":"name-taken"}""", ("Operation-Location", "http://child.test/api/operations/1"), ("Retry-After", "1"), ("Set-Cookie", "a=b"), ("Server", "x"));

        ForwardedResponse answer = await ForwardAsync(child, new() { ["Idempotency-Key"] = "k", ["If-Match"] = "\"1\"", ["Content-Type"] = "application/json", ["Cookie"] = "secret", ["Host"] = "evil" });

        Assert.Equal((409, """{"code":"name-taken"}"""), (answer.Status, Encoding.UTF8.GetString(answer.Body.Span)));
        Assert.Equal("1", answer.Headers["retry-after"]);
        Assert.Equal(["Content-Type", "Operation-Location", "Retry-After"], answer.Headers.Keys.Order(StringComparer.Ordinal));
        (_, Uri address, string body, IReadOnlyDictionary<string, string> headers) = child.Calls.Single();
        Assert.Equal(("http://child.test:8080/api/platforms?x=y", "{}"), (address.AbsoluteUri, body));
        Assert.Equal(("k", "\"1\"", "application/json", "1"), (headers["Idempotency-Key"], headers["If-Match"], headers["Content-Type"], headers[RequestForwarder.HopsHeader]));
        Assert.DoesNotContain("Cookie", headers.Keys);
    }

    [Fact]
    public async Task Forward_ForwardedBefore_CountsOn()
    {
        FakePlatform child = FakePlatform.Answering(202);

        await ForwardAsync(child, new() { [RequestForwarder.HopsHeader.ToLowerInvariant()] = "7" });

        Assert.Equal("8", child.Calls.Single().Headers[RequestForwarder.HopsHeader]);
    }

    [Theory]
    [InlineData("64")]
    [InlineData("99999999999999999999")]
    [InlineData("-1")]
    [InlineData("many")]
    public async Task Forward_TooManyHopsOrUnreadable_IsRefused(string hops)
    {
        FakePlatform child = FakePlatform.Answering(202);

        await Assert.ThrowsAsync<PlatformLinkException>(() => ForwardAsync(child, new() { [RequestForwarder.HopsHeader] = hops }));

        Assert.Empty(child.Calls);
    }

    [Fact]
    public async Task Forward_TwoThatForwardToEachOther_StopAtTheLimit()
    {
        int hops = 0;
        FakePlatform? loop = null;
        loop = new FakePlatform(async (request, stop) =>
        {
            hops = int.Parse(request.Headers.GetValues(RequestForwarder.HopsHeader).Single(), CultureInfo.InvariantCulture);
            try
            {
                await ForwardAsync(loop!, new() { [RequestForwarder.HopsHeader] = hops.ToString(CultureInfo.InvariantCulture) });
            }
            catch (PlatformLinkException)
            {
                return FakePlatform.Response(502);
            }

            return FakePlatform.Response(502);
        });

        await ForwardAsync(loop, []);

        Assert.Equal(LinkLimits.HopsMax, hops);
    }

    [Fact]
    public async Task Forward_OutsideTheApi_IsRefused() => await Assert.ThrowsAsync<ArgumentException>(
        () => new RequestForwarder(FakePlatform.Answering(200).Client(), TimeProvider.System).ForwardAsync(
            FakePlatform.Endpoint, new ForwardedRequest("GET", "//evil.test/api/", new Dictionary<string, string>(), default), CancellationToken.None));

    private static Task<ForwardedResponse> ForwardAsync(FakePlatform platform, Dictionary<string, string> headers) =>
        new RequestForwarder(platform.Client(), TimeProvider.System).ForwardAsync(
            FakePlatform.Endpoint, new ForwardedRequest("POST", "/api/platforms?x=y", headers, "{}"u8.ToArray()), CancellationToken.None);
}
