using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Telemetry;

/// <summary>Notes when a traced orchestration asked for what, so that a span can be told when it ends. What ended in a replay was told when it happened.</summary>
internal sealed class CallLedger
{
    private readonly Dictionary<int, (HistoryEvent Call, DateTimeOffset At)> _open = [];
    private List<EndedCall> _ended = [];
    private DateTimeOffset? _startedAt;

    public void Begin(DateTimeOffset at) => _startedAt ??= at;

    public void Opened(HistoryEvent call, DateTimeOffset at) => _open.Add(call.TaskId, (call, at));

    public void Cancelled(int taskId) => _open.Remove(taskId);

    public void Ended(HistoryEvent answer, bool isReplaying)
    {
        if (_open.Remove(answer.TaskId, out (HistoryEvent Call, DateTimeOffset At) open) && !isReplaying) _ended.Add(new EndedCall(open.Call, open.At, answer));
    }

    public WorkTrace Take(DateTimeOffset at)
    {
        var trace = new WorkTrace(_startedAt ?? at, _ended);
        _ended = [];
        return trace;
    }
}
