using System.Net;
using Embedded.Functions.Hosting;
using Embedded.Functions.Tests.App;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Tests.Http;

public sealed class RequestLimitTests
{
    [Fact]
    public async Task Post_BodyOverTheServersLimit_Is413()
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(EchoApp));
        using HttpClient client = app.Client();
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/length") { Content = new StreamContent(new EndlessStream()) };
        request.Content.Headers.ContentLength = 200_000_000;
        request.Headers.ExpectContinue = true;

        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Post_ManyRequestsAtOnce_AllAreAnswered()
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(EchoApp));
        using HttpClient client = app.Client();

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            using ByteArrayContent content = new(new byte[i]);
            using HttpResponseMessage response = await client.PostAsync("/api/length", content);
            return await response.Content.ReadAsStringAsync();
        }));

        Assert.Equal(Enumerable.Range(0, 200).Select(i => i.ToString(null as IFormatProvider)), answers);
        await Until.TrueAsync(() => app.IsIdle);
    }

    public static class EchoApp
    {
        [Function("Length")]
        public static async Task<IResult> Length([HttpTrigger("post", Route = "length")] HttpRequest request, CancellationToken cancellationToken)
        {
            long length = 0;
            byte[] buffer = new byte[65_536];
            while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and int read)
            {
                length += read;
            }

            return Results.Text(length.ToString(null as IFormatProvider));
        }
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => count;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(buffer.Length);
    }
}
