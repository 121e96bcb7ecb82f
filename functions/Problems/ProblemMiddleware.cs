using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using PlatformDeployer.Functions.Http.Answers;

namespace PlatformDeployer.Functions.Problems;

/// <summary>
/// Answers for HTTP functions that throw: what is meant for the caller as a problem, anything else as a 500 that says nothing but the id it was
/// logged under. A caller who has gone gets nothing.
/// </summary>
internal sealed partial class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        HttpContext? http = context.GetHttpContext();
        if (http is null)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception exception)
        {
            context.GetInvocationResult().Value = Answer(exception, http, context.FunctionDefinition.Name);
        }
    }

    /// <summary>What is answered for an exception.</summary>
    internal HttpAnswer Answer(Exception exception, HttpContext http, string function)
    {
        if (IsAbort(exception, http)) return HttpAnswer.Empty(StatusCodes.Status499ClientClosedRequest);
        if (ExceptionProblems.Find(exception) is { } problem)
        {
            if (problem.InnerException is { } cause) LogRefused(logger, function, problem.Code, cause);
            return HttpAnswer.Problem(problem);
        }

        string errorId = Guid.NewGuid().ToString("N");
        LogDefect(logger, function, errorId, exception);
        return HttpAnswer.Problem(ExceptionProblems.Defect(errorId));
    }

    private static bool IsAbort(Exception exception, HttpContext http) =>
        exception is ConnectionResetException || (http.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException);

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "{Function} failed unexpectedly; the caller was told error id {ErrorId}")]
    private static partial void LogDefect(ILogger logger, string function, string errorId, Exception exception);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "{Function} answered {Code}")]
    private static partial void LogRefused(ILogger logger, string function, string code, Exception exception);
}
