using System.Net;
using Embedded.Functions.Invocation;
using Microsoft.AspNetCore.Http;

namespace Embedded.Functions.Http;

/// <summary>Takes an address for an instance; requests wait until the listener is opened.</summary>
/// <exception cref="IOException">The address is in use or cannot be had.</exception>
internal delegate Task<IInstanceListener> ListenAsync(
    IPEndPoint endpoint, HttpRouter router, FunctionInvoker invoker, Func<HttpContext, Task>? unrouted, CancellationToken cancellationToken);
