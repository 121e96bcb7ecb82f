using Embedded.Functions.Invocation;
using Microsoft.AspNetCore.Http;

namespace Embedded.Functions.Http;

/// <summary>A connection's feature: the app instance it came in for.</summary>
internal interface IInstanceConnection
{
    FunctionInvoker Invoker { get; }

    Task HandleAsync(HttpContext context);
}
