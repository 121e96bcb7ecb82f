using Embedded.Functions.Invocation;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The ASP.NET Core side of an invocation.</summary>
public static class FunctionContextExtensions
{
    /// <summary>The HTTP context of an HTTP function's invocation; null for any other.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items.TryGetValue(FunctionInvocationContext.HttpContextKey, out object? value) ? value as HttpContext : null;
    }
}
