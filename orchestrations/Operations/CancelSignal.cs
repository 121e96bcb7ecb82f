using Microsoft.DurableTask;

namespace PlatformDeployer.Orchestrations.Operations;

/// <summary>The wish to cancel, as an external event of an orchestration.</summary>
internal sealed class CancelSignal
{
    /// <summary>The event's name.</summary>
    public const string EventName = "Cancel";

    private readonly TaskOrchestrationContext _context;
    private readonly Task _asked;

    public CancelSignal(TaskOrchestrationContext context)
    {
        _context = context;
        _asked = context.WaitForExternalEvent<string>(EventName);
    }

    public bool IsAsked => _asked.IsCompleted;

    /// <summary>Ends when a cancel is asked for.</summary>
    public Task Asked => _asked;

    public void ThrowIfAsked()
    {
        if (IsAsked) throw new OperationCanceledByUserException();
    }

    /// <summary>Sleeps on a durable timer, or until a cancel is asked for. The timer is cancelled when it lost: an open timer would keep the instance alive.</summary>
    public async Task SleepAsync(TimeSpan time)
    {
        if (IsAsked) return;
        using var wake = new CancellationTokenSource();
        Task timer = _context.CreateTimer(time, wake.Token);
        if (await Task.WhenAny(timer, _asked) == timer) return;

        // not CancelAsync: it would run the timer's callback on another thread than the orchestrator's
        wake.Cancel();
    }
}
