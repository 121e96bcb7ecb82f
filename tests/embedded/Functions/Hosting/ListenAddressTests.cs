using System.Net;
using Embedded.Functions.Hosting;

namespace Embedded.Functions.Tests.Hosting;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7071", "127.0.0.1:7071")]
    [InlineData("http://localhost:0", "127.0.0.1:0")]
    [InlineData("http://[::1]:80/", "[::1]:80")]
    public void Parse_AddressAndPort_IsTheEndpoint(string url, string expected) => Assert.Equal(expected, ListenAddress.Parse(url).ToString());

    [Theory]
    [InlineData("https://127.0.0.1:7071")]
    [InlineData("http://example.com:80")]
    [InlineData("http://127.0.0.1:80/path")]
    [InlineData("7071")]
    public void Parse_AnythingElse_IsRefused(string url) => Assert.Throws<FormatException>(() => ListenAddress.Parse(url));

    [Theory]
    [InlineData("0.0.0.0:80", "127.0.0.1:80")]
    [InlineData("[::]:80", "[::1]:80")]
    [InlineData("10.0.0.4:80", "10.0.0.4:80")]
    public void Reachable_EveryInterface_IsLoopback(string bound, string expected) => Assert.Equal(expected, ListenAddress.Reachable(IPEndPoint.Parse(bound)).ToString());
}
