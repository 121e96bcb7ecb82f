using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Http.Answers;

/// <summary>
/// An answer whose body is complete before the first byte is sent, so that what goes wrong while it is made can still become a problem.
/// </summary>
internal sealed class HttpAnswer : IResult
{
    private const string JsonMediaType = "application/json; charset=utf-8";

    private HttpAnswer(int status, string? contentType, ReadOnlyMemory<byte> body, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        Status = status;
        ContentType = contentType;
        Body = body;
        Headers = headers;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The media type of the body; null without one.</summary>
    public string? ContentType { get; }

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Headers other than those of the body.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>200 with a value.</summary>
    public static HttpAnswer Ok<T>(T value, params IReadOnlyList<KeyValuePair<string, string>> headers) => Json(StatusCodes.Status200OK, value, headers);

    /// <summary>A value.</summary>
    public static HttpAnswer Json<T>(int status, T value, params IReadOnlyList<KeyValuePair<string, string>> headers) =>
        new(status, JsonMediaType, JsonSerializer.SerializeToUtf8Bytes(value, AnswerJson.Options), headers);

    /// <summary>A value that was written as JSON already.</summary>
    public static HttpAnswer WrittenJson(ReadOnlyMemory<byte> json) => new(StatusCodes.Status200OK, JsonMediaType, json, []);

    /// <summary>Text.</summary>
    public static HttpAnswer Text(string contentType, string text) => new(StatusCodes.Status200OK, contentType, Encoding.UTF8.GetBytes(text), []);

    /// <summary>What another platform answered.</summary>
    public static HttpAnswer Relayed(int status, string? contentType, ReadOnlyMemory<byte> body, IReadOnlyList<KeyValuePair<string, string>> headers) =>
        new(status, contentType, body, headers);

    /// <summary>No body.</summary>
    public static HttpAnswer Empty(int status, params IReadOnlyList<KeyValuePair<string, string>> headers) => new(status, null, default, headers);

    /// <summary>A problem.</summary>
    public static HttpAnswer Problem(ProblemException problem)
    {
        ProblemView view = problem.ToView();
        return new HttpAnswer(view.Status, ProblemView.MediaType, JsonSerializer.SerializeToUtf8Bytes(view, AnswerJson.Options), problem.Headers);
    }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        HttpResponse response = httpContext.Response;
        response.StatusCode = Status;
        foreach ((string name, string value) in Headers) response.Headers[name] = value;
        if (ContentType is null) return;

        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method)) await response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }
}
