using System.Net;
using Embedded.Functions.Discovery;
using Embedded.Functions.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Http;

/// <summary>Runs an HTTP function for a request and turns its result into the response.</summary>
internal static partial class HttpFunctions
{
    public static async Task RunAsync(FunctionDescriptor function, HttpContext context)
    {
        FunctionInvoker invoker = context.Features.GetRequiredFeature<IInstanceConnection>().Invoker;
        Trigger trigger = new(function, context.Request, HttpBindingData.Of(context.Request))
        {
            TraceParent = context.Request.Headers.TraceParent.ToString(),
            TraceState = context.Request.Headers.TraceState.ToString(),
        };
        try
        {
            await invoker.InvokeAsync(
                trigger,
                invocation => Prepare(invocation, context),
                invocation => RespondAsync(invocation, context, invoker.Logger),
                context.RequestAborted);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer; the invoker has logged the failure.
            context.Abort();
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = e.StatusCode;
        }
        catch (Exception) when (!context.Response.HasStarted)
        {
            // The invoker has logged it. Nothing of it goes to the caller.
            context.Response.Clear();
            context.Response.StatusCode = (int)HttpStatusCode.InternalServerError;
        }
    }

    private static void Prepare(FunctionInvocationContext invocation, HttpContext context)
    {
        context.RequestServices = invocation.InstanceServices;
        invocation.Items[FunctionInvocationContext.HttpContextKey] = context;
    }

    private static async Task RespondAsync(FunctionInvocationContext invocation, HttpContext context, ILogger logger)
    {
        if (await TryRespondAsync(invocation.Result.Value, context))
        {
            return;
        }

        foreach ((OutputBinding binding, object? value) in invocation.Outputs.Values)
        {
            if (binding.Type == OutputBinding.HttpType && await TryRespondAsync(value, context))
            {
                return;
            }
        }

        LogNoResponse(logger, invocation.Function.Name, invocation.InvocationId);
    }

    private static async Task<bool> TryRespondAsync(object? result, HttpContext context)
    {
        switch (result)
        {
            case IActionResult action:
                await action.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
                return true;
            case IResult response:
                await response.ExecuteAsync(context);
                return true;
            default:
                return false;
        }
    }

    [LoggerMessage(301, LogLevel.Debug, "The function '{FunctionName}' (invocation {InvocationId}) returned no HTTP response.")]
    private static partial void LogNoResponse(ILogger logger, string functionName, string invocationId);
}
