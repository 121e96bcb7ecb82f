using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Embedded.Functions.Http;

/// <summary>Reads a request's JSON body by the options of ASP.NET Core MVC, as the official integration does.</summary>
internal sealed class RequestBodyConverter : IInputConverter
{
    public async ValueTask<ConversionResult> ConvertAsync(ConverterContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.FunctionContext.GetHttpContext() is not { } httpContext)
        {
            return ConversionResult.Failed(new InvalidOperationException("Only an HTTP function has a request body."));
        }

        try
        {
            return ConversionResult.Success(await ReadAsync(httpContext, context.TargetType));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return ConversionResult.Failed(e);
        }
    }

    private static async Task<object?> ReadAsync(HttpContext httpContext, Type type)
    {
        if (!httpContext.Request.HasJsonContentType())
        {
            throw new InvalidOperationException($"Unsupported content type '{httpContext.Request.ContentType}'.");
        }

        JsonSerializerOptions options = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
        object? body = await httpContext.Request.ReadFromJsonAsync(type, options, httpContext.RequestAborted);
        return body ?? throw new InvalidOperationException("A non-empty request body is required.");
    }
}
