using System.Diagnostics.CodeAnalysis;
using Embedded.DurableTask.Store;
using Embedded.DurableTask.Store.Entities;
using Microsoft.DurableTask;

namespace Embedded.DurableTask.Engine.Entities;

/// <summary>How far a turn has come: the operations done, the state they left, and what they brought about.</summary>
internal sealed class EntityProgress(EntityTurn turn)
{
    private readonly List<EntityEffect> _effects = [];
    private int _done;

    /// <summary>The state after the operations that have succeeded.</summary>
    public string? Value { get; private set; } = turn.State.Value;

    /// <summary>In UTF-16 characters, of all results so far.</summary>
    public int Length { get; private set; }

    public bool TryPeek([NotNullWhen(true)] out EntityMessage? message)
    {
        message = _done < turn.Operations.Length ? turn.Operations[_done] : null;
        return message is not null;
    }

    public void Complete(EntityMessage message, string? result, string? value, IReadOnlyList<EntityEffect> effects)
    {
        Value = value;
        _effects.AddRange(effects);
        Length += (result?.Length ?? 0) + effects.Sum(LengthOf);
        Answer(message, taskId => new HistoryEvent(HistoryEventKind.EntityCompleted, taskId) { Data = result });
    }

    public void Fail(EntityMessage message, TaskFailureDetails failure) =>
        Answer(message, taskId => new HistoryEvent(HistoryEventKind.EntityFailed, taskId) { Failure = failure });

    /// <summary>Fails all operations that have not been done.</summary>
    public EntityWorked Refuse(TaskFailureDetails failure)
    {
        while (TryPeek(out EntityMessage? message)) Fail(message, failure);
        return Outcome();
    }

    public EntityWorked Outcome() => new(turn.Entity.Id, turn.At)
    {
        Taken = _done,
        TakenFromHolder = turn.State.Lock is not null,
        ChangesValue = !string.Equals(Value, turn.State.Value, StringComparison.Ordinal),
        Value = Value,
        Effects = _effects,
    };

    private static int LengthOf(EntityEffect effect) => effect switch
    {
        EntityEffect.Signal signal => signal.Message.Input?.Length ?? 0,
        EntityEffect.Start start => start.Instance.Input?.Length ?? 0,
        _ => 0,
    };

    private void Answer(EntityMessage message, Func<int, HistoryEvent> answer)
    {
        if (message.Caller is { } caller) _effects.Add(new EntityEffect.Answer(caller, answer(caller.TaskId)));
        _done++;
    }
}
