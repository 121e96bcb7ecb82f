using System.Globalization;
using Embedded.Functions.Discovery;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Invocation;

/// <summary>Runs invocations of an instance's functions: a scope of services, the middleware, the time limit, the outputs and the log.</summary>
internal sealed partial class FunctionInvoker(
    IServiceProvider services,
    FunctionExecutionDelegate pipeline,
    IOutputSender outputs,
    TimeProvider time,
    TimeSpan? timeLimit,
    ILogger<FunctionInvoker> logger,
    CancellationToken stopping)
{
    private readonly ActivityCounter _running = new();

    public ILogger Logger => logger;

    public IServiceProvider Services => services;

    /// <summary>Cancelled when invocations in flight should come to an end because the instance stops.</summary>
    public CancellationToken Stopping => stopping;

    /// <summary>Completes when no invocation is in flight; orchestrators do not count.</summary>
    public Task WhenIdleAsync() => _running.WhenIdleAsync();

    /// <summary>Runs one invocation and answers what the function returned. What the function throws is logged and thrown on, unwrapped.</summary>
    /// <param name="trigger">What starts it.</param>
    /// <param name="prepare">Called before the middleware.</param>
    /// <param name="complete">Called after the middleware and the sending of outputs.</param>
    /// <param name="cancellationToken">Cancels the invocation, besides the host's stopping and the time limit.</param>
    public async Task<object?> InvokeAsync(
        Trigger trigger,
        Action<FunctionInvocationContext>? prepare = null,
        Func<FunctionInvocationContext, Task>? complete = null,
        CancellationToken cancellationToken = default)
    {
        FunctionDescriptor function = trigger.Function;
        using ActivityCounter.Scope running = _running.Enter();
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        using CancellationTokenSource? limit = timeLimit is { } span ? new CancellationTokenSource(span, time) : null;
        using CancellationTokenRegistration? limitReached = limit?.Token.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), cancellation);
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        FunctionInvocationContext context = new(trigger, scope.ServiceProvider, cancellation.Token);
        long start = time.GetTimestamp();
        LogExecuting(logger, function.Name, context.InvocationId);
        try
        {
            prepare?.Invoke(context);
            await pipeline(context);
            await outputs.SendAsync(context);
            if (complete is not null)
            {
                await complete(context);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            LogCancelled(logger, function.Name, context.InvocationId, Milliseconds(start));
            throw;
        }
        catch (Exception e)
        {
            LogFailed(logger, function.Name, context.InvocationId, Milliseconds(start), e);
            throw;
        }

        if (limit?.IsCancellationRequested == true)
        {
            LogOverTime(logger, function.Name, context.InvocationId, timeLimit!.Value);
        }

        LogExecuted(logger, function.Name, context.InvocationId, Milliseconds(start));
        return context.Result.Value;
    }

    /// <summary>
    /// Runs an orchestrator. It has no time limit and no cancellation, and it is run again on every replay: so it is not logged, and nothing here may leave
    /// the synchronization context it is called on.
    /// </summary>
    public async Task<object?> OrchestrateAsync(Trigger trigger, Action<FunctionInvocationContext> prepare)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        FunctionInvocationContext context = new(trigger, scope.ServiceProvider, CancellationToken.None);
        prepare(context);
        await pipeline(context);
        return context.Result.Value;
    }

    private string Milliseconds(long start) => time.GetElapsedTime(start).TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);

    [LoggerMessage(101, LogLevel.Debug, "Executing '{FunctionName}' (Id={InvocationId})")]
    private static partial void LogExecuting(ILogger logger, string functionName, string invocationId);

    [LoggerMessage(102, LogLevel.Debug, "Executed '{FunctionName}' (Succeeded, Id={InvocationId}, Duration={Duration}ms)")]
    private static partial void LogExecuted(ILogger logger, string functionName, string invocationId, string duration);

    [LoggerMessage(103, LogLevel.Error, "Executed '{FunctionName}' (Failed, Id={InvocationId}, Duration={Duration}ms)")]
    private static partial void LogFailed(ILogger logger, string functionName, string invocationId, string duration, Exception exception);

    [LoggerMessage(105, LogLevel.Information, "Executed '{FunctionName}' (Cancelled, Id={InvocationId}, Duration={Duration}ms)")]
    private static partial void LogCancelled(ILogger logger, string functionName, string invocationId, string duration);

    [LoggerMessage(104, LogLevel.Warning, "'{FunctionName}' (Id={InvocationId}) ran over its time limit of {TimeLimit} and was told to stop.")]
    private static partial void LogOverTime(ILogger logger, string functionName, string invocationId, TimeSpan timeLimit);
}
