using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Tests.App;

public sealed class TimerApp(Journal journal, TimeProvider time)
{
    [Function("Hourly")]
    public void Hourly([TimerTrigger("0 0 * * * *")] TimerInfo timer) =>
        journal.Write($"{time.GetUtcNow():HH:mm:ss} pastDue={timer.IsPastDue} next={timer.ScheduleStatus?.Next:HH:mm}");

    public sealed class OnStart(Journal journal)
    {
        [Function("OnStart")]
        public void Run([TimerTrigger("%Schedule%", RunOnStartup = true)] TimerInfo timer) => journal.Write($"ran kept={timer.ScheduleStatus is not null}");
    }

    public sealed class Slow(Journal journal, TimeProvider time)
    {
        [Function("Slow")]
        public async Task Run([TimerTrigger("00:00:10")] TimerInfo timer, CancellationToken cancellationToken)
        {
            _ = timer;
            journal.Write("begin");
            await Task.Delay(TimeSpan.FromSeconds(25), time, cancellationToken);
            journal.Write("end");
        }
    }

    public sealed class Failing(Journal journal)
    {
        [Function("Failing")]
        public void Run([TimerTrigger("00:01:00")] TimerInfo timer)
        {
            journal.Write("failed");
            throw new InvalidOperationException($"{timer.IsPastDue}");
        }
    }
}
