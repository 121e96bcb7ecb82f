using System.Collections.Concurrent;
using Embedded.ResourceManager.Http;
using Embedded.ResourceManager.Http.Handlers;
using Embedded.ResourceManager.Profiles;
using Embedded.ResourceManager.Providers;
using Embedded.ResourceManager.Resources;
using Embedded.ResourceManager.Sites;
using Embedded.Storage;
using Microsoft.Extensions.Logging;

namespace Embedded.ResourceManager.Operations;

/// <summary>Carries accepted operations to their end, also those that an earlier process accepted.</summary>
internal sealed partial class OperationEngine(
    ResourceManagerProfile profile, Chance chance, TimeProvider clock, ILogger logger, CancellationToken lifetime)
{
    private static readonly TimeSpan OverloadPause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.OrdinalIgnoreCase);
    private ArmContext? _context;

    private ArmContext Context => _context ?? throw new InvalidOperationException("The engine is not attached.");

    public void Attach(ArmContext context) => _context = context;

    /// <summary>An operation that is about to be accepted.</summary>
    public OperationRecord Plan(ArmCall call, ResourceId target, ResourceSchema schema, OperationKind kind, string digest)
    {
        DateTimeOffset now = clock.GetUtcNow();
        FaultRule? fault = call.OperationFault;
        TimeSpan duration = DurationOf(target, kind);
        return new OperationRecord
        {
            OperationId = IdOf(target, kind, now),
            Kind = kind,
            Target = target,
            StartedAt = now,
            DueAt = fault?.Kind == FaultKind.OperationNeverEnds ? null : now + duration,
            Style = kind == OperationKind.Delete ? schema.Deletion : schema.Creation,
            RetryAfterMilliseconds = profile.TimingOf(target.Type.ToString()).RetryAfterMilliseconds,
            PlannedError = fault?.Kind == FaultKind.OperationFails ? new OperationError(fault.Code, fault.Message) : null,
            RequestDigest = digest,
            CorrelationId = call.CorrelationId,
        };
    }

    /// <summary>
    /// Waits as long as the work of a call takes that is answered when it is done; a fault of its operation is then a fault of the call.
    /// </summary>
    public async Task WorkAsync(ArmCall call, ResourceId target, OperationKind kind, CancellationToken cancellationToken)
    {
        await Task.Delay(DurationOf(target, kind), clock, cancellationToken).ConfigureAwait(false);
        switch (call.OperationFault)
        {
            case { Kind: FaultKind.OperationFails } fault:
                throw new ArmException(fault.Status, fault.Code, fault.Message);
            case { Kind: FaultKind.OperationNeverEnds } fault:
                await Task.Delay(TimeSpan.FromSeconds(fault.HangSeconds), clock, cancellationToken).ConfigureAwait(false);
                throw new ConnectionDroppedException();
        }
    }

    /// <summary>Takes an operation on; one that runs already goes on as it is.</summary>
    public void Begin(OperationRecord operation)
    {
        if (operation.HasEnded || operation.DueAt is null || lifetime.IsCancellationRequested)
            return;
        TaskCompletionSource registered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_running.TryAdd(operation.OperationId, registered.Task))
            return;
        _ = RunAsync(operation, registered);
    }

    /// <summary>Waits for an operation that was begun here, until it is over or given up.</summary>
    public Task WhenEndedAsync(string operationId, CancellationToken cancellationToken)
        => _running.TryGetValue(operationId, out Task? running) ? running.WaitAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Waits for what is running, which ends soon once the lifetime is over.</summary>
    public Task WhenIdleAsync() => Task.WhenAll(_running.Values);

    private TimeSpan DurationOf(ResourceId target, OperationKind kind)
    {
        TypeTiming timing = profile.TimingOf(target.Type.ToString());
        DurationRange range = kind == OperationKind.Delete ? timing.Delete : timing.Create;
        string subject = $"{kind} {target.Text}";
        return range.At(chance.Point("duration", subject, chance.NextAttempt($"duration {subject}")));
    }

    // Faults and latencies are drawn by path, and this is a part of it. The time tells it from an operation of an earlier process.
    private string IdOf(ResourceId target, OperationKind kind, DateTimeOffset now)
    {
        string subject = $"{kind} {target.Text} {now.UtcTicks}";
        return chance.Id("operation", subject, chance.NextAttempt($"operation {subject}")).ToString();
    }

    private async Task RunAsync(OperationRecord operation, TaskCompletionSource ended)
    {
        try
        {
            TimeSpan left = operation.DueAt!.Value - clock.GetUtcNow();
            if (left > TimeSpan.Zero)
                await Task.Delay(left, clock, lifetime).ConfigureAwait(false);
            await EndAsync(operation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lifetime.IsCancellationRequested)
        {
            // It stands in the log, and the next process takes it on.
        }
        catch (LogFailedException e)
        {
            LogLost(logger, operation.OperationId, e);
        }
        catch (ObjectDisposedException e) when (lifetime.IsCancellationRequested)
        {
            LogLost(logger, operation.OperationId, e);
        }
        catch (Exception e)
        {
            // A defect of this program: the operation stands in the log, and must not look as if it were still worked on without a word.
            LogBroken(logger, operation.OperationId, e);
        }
        finally
        {
            _running.TryRemove(operation.OperationId, out _);
            ended.TrySetResult();
        }
    }

    private async Task EndAsync(OperationRecord operation)
    {
        OperationError? error = operation.PlannedError;
        SiteDeployed? deployed = null;
        if (error is null)
            (error, deployed) = await Context.Sites.CarryOutAsync(operation).ConfigureAwait(false);
        bool changed = await ConcludeAsync(operation, error, deployed).ConfigureAwait(false);
        if (changed && error is null && operation.Kind == OperationKind.Update)
            await Context.Sites.OnChangedAsync(operation.Target).ConfigureAwait(false);
    }

    private async Task<bool> ConcludeAsync(OperationRecord operation, OperationError? error, SiteDeployed? deployed)
    {
        while (true)
        {
            try
            {
                return await Context.Store.ChangeAsync(state => Conclude(state, operation, error, deployed)).ConfigureAwait(false);
            }
            catch (LogOverloadedException)
            {
                await Task.Delay(OverloadPause, clock, lifetime).ConfigureAwait(false);
            }
        }
    }

    private StoreDecision<bool> Conclude(ResourceState state, OperationRecord operation, OperationError? error, SiteDeployed? deployed)
    {
        // A group's deletion may have cancelled it meanwhile.
        if (state.FindOperation(operation.OperationId) is not { HasEnded: false } current)
            return new StoreDecision<bool>(null, false);
        DateTimeOffset now = clock.GetUtcNow();
        OperationRecord ended = current with { Status = error is null ? OperationStatus.Succeeded : OperationStatus.Failed, Error = error, EndedAt = now };
        if (operation.Kind == OperationKind.Delete && error is null)
        {
            StoreBatch removal = Deletions.Removal(Context, state, operation.Target, now);
            return new StoreDecision<bool>(removal with { Operations = [.. removal.Operations, ended] }, true);
        }

        List<ResourceRecord> put = [];
        if (state.Resources.TryFind(operation.Target, out ResourceRecord? record))
            put.Add(record with { State = error is null ? ProvisioningState.Succeeded : ProvisioningState.Failed, ChangedAt = now });
        if (deployed is not null && state.Resources.TryFind(deployed.SiteId, out ResourceRecord? site))
            put.Add(deployed.ApplyTo(site));
        return new StoreDecision<bool>(new StoreBatch { At = now, Put = put, Operations = [ended] }, true);
    }

    [LoggerMessage(2, LogLevel.Critical, "Operation {OperationId} met a defect and rests until the Resource Manager is opened again")]
    private static partial void LogBroken(ILogger logger, string operationId, Exception exception);

    [LoggerMessage(1, LogLevel.Warning, "Operation {OperationId} goes on when the Resource Manager is opened again")]
    private static partial void LogLost(ILogger logger, string operationId, Exception exception);
}
