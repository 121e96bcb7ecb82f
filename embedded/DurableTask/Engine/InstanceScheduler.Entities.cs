using Embedded.DurableTask.Engine.Entities;
using Embedded.DurableTask.Store;
using Embedded.DurableTask.Store.Entities;
using Embedded.Storage;

namespace Embedded.DurableTask.Engine;

/// <summary>The turns of entities: an entity has one at a time, on operations that are durable, and goes on when what came of them is.</summary>
internal sealed partial class InstanceScheduler
{
    /// <summary>Gives an entity its turn if it has something to do, and sees to what is still delayed.</summary>
    public void Ready(Entity entity)
    {
        if (_stopped) return;
        Arm(entity);
        if (entity.IsRemoved || entity.IsQueued || entity.IsWorking || !EntityTurn.IsDue(entity.State)) return;
        entity.IsQueued = true;
        Busy.Enter();
        _entities.Enqueue(entity);
    }

    private void Arm(Entity entity)
    {
        DateTimeOffset? due = entity.IsRemoved ? null : entity.State.NextDue;
        if (entity.Timer is { Index: >= 0 } armed)
        {
            if (armed.DueAt == due) return;
            Timers.Remove(armed);
        }

        entity.Timer = due is { } at ? new EntityTimer(entity, at) : null;
        if (entity.Timer is not null) Timers.Add(entity.Timer);
    }

    private void Fire(EntityTimer timer)
    {
        Entity entity = timer.Entity;
        if (entity.IsRemoved || entity.Timer != timer) return;
        try
        {
            DateTimeOffset now = _time.GetUtcNow();
            Commit(new EntitySignalsDue(entity.Id, now > timer.DueAt ? now : timer.DueAt));
            Arm(entity);
        }
        catch (LogOverloadedException)
        {
            // Once the log has caught up, the timer is armed again, and rings at once.
            Busy.Enter();
            _committed.Add(_log.AppendedPosition, new CommittedWork(Item: null, Outcome: null, []) { Entities = [entity] });
        }
        catch (LogFailedException e)
        {
            Fail(e);
        }
    }

    private async Task WorkAsync(Entity entity)
    {
        if (Take(entity) is not { } turn) return;
        try
        {
            EntityWorked outcome = await _entityRunner.RunAsync(turn).ConfigureAwait(false);
            while (!TryCommit(turn, outcome)) await _log.WhenDurableAsync(_log.AppendedPosition).ConfigureAwait(false);
        }
        catch (LogFailedException) when (_stopped)
        {
            // It took longer than the stop could wait: it begins again at the next start.
            Busy.Exit();
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private EntityTurn? Take(Entity entity)
    {
        lock (_log.Gate)
        {
            entity.IsQueued = false;
            EntityTurn turn = EntityTurn.Take(entity, _time.GetUtcNow());
            if (_stopped)
            {
                Busy.Exit();
                return null;
            }

            entity.IsWorking = true;
            return turn;
        }
    }

    /// <summary>False if the log has to catch up first.</summary>
    private bool TryCommit(EntityTurn turn, EntityWorked outcome)
    {
        try
        {
            // Written here, so that the gate is held for less.
            _ = outcome.Record;
            lock (_log.Gate) Commit(turn, outcome);
            return true;
        }
        catch (LogOverloadedException)
        {
            return false;
        }
    }

    private void Commit(EntityTurn turn, EntityWorked outcome)
    {
        if (_abandoned)
        {
            Busy.Exit();
            return;
        }

        (long position, IReadOnlyList<Instance> touched) = _store.Commit(_log, outcome);
        _committed.Add(position, new CommittedWork(Item: null, Outcome: null, [.. touched])
        {
            Entities = [.. _store.TouchedEntities], Worker = turn.Entity,
        });
    }
}
