using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Tests.Harness;

/// <summary>An entity that counts, and can do all that an operation may do, and fail after it.</summary>
public sealed class Account : TaskEntity<int>
{
    public static EntityInstanceId Id(string key) => new(nameof(Account), key);

    public int Add(int n) => State += n;

    public int Get() => State;

    public int AddThenThrow(int n)
    {
        State += n;
        throw new InvalidOperationException($"cannot add {n}");
    }

    /// <summary>Moves all there is to another account.</summary>
    public void MoveTo(string key)
    {
        Context.SignalEntity(Id(key), nameof(Add), State);
        State = 0;
    }

    public void MoveToThenThrow(string key)
    {
        MoveTo(key);
        Context.ScheduleNewOrchestration("Report", key, new Microsoft.DurableTask.StartOrchestrationOptions("report-" + key));
        throw new InvalidOperationException("on second thoughts");
    }

    public string Report(string key) => Context.ScheduleNewOrchestration("Report", key, new Microsoft.DurableTask.StartOrchestrationOptions("report-" + key));

    /// <summary>Adds one after the other, so many times, by a signal to itself.</summary>
    public void CountDown(int times)
    {
        State++;
        if (times > 1) Context.SignalEntity(Context.Id, nameof(CountDown), times - 1);
    }
}
