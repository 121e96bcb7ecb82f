using DurableTask.Core.Exceptions;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Simulation.World;

namespace PlatformDeployer.Simulation.Engine;

/// <summary>A client that remembers what it was told, and what it was not.</summary>
internal sealed class ScriptClient(Random chance, Trace trace)
{
    private readonly List<ClientInstance> _instances = [];
    private readonly List<Action> _atRisk = [];

    public IReadOnlyList<ClientInstance> Instances => _instances;

    /// <summary>Asks for one thing, and does not wait.</summary>
    public void Act(EngineMachine machine)
    {
        int act = chance.Next(12);
        if (act < 3 || _instances.Count == 0)
        {
            var drawn = new ClientInstance(FormattableString.Invariant($"i{_instances.Count}"), Script.Draw(chance));
            _instances.Add(drawn);
            Schedule(machine, drawn);
            return;
        }

        ClientInstance instance = _instances[chance.Next(_instances.Count)];
        if (instance.Scheduled != Knowledge.Acknowledged) ScheduleAgain(machine, instance);
        else if (act < 8) RaiseSome(machine, instance);
        else if (act == 8) Begin(machine, $"suspend {instance.Id}", () => machine.Client.SuspendInstanceAsync(instance.Id), () => { });
        else if (act == 9) Resume(machine, instance);
        else if (act == 10 && chance.Next(6) == 0) Terminate(machine, instance);
        else if (act == 11 && instance.End is not null) Purge(machine, instance);
        else Look(machine, instance);
    }

    /// <summary>Asks for whatever an instance still needs to come to its end.</summary>
    public void Complete(EngineMachine machine)
    {
        foreach (ClientInstance instance in _instances)
        {
            if (instance.Scheduled != Knowledge.Acknowledged)
            {
                ScheduleAgain(machine, instance);
                continue;
            }

            Resume(machine, instance);
            foreach (ClientEvent sent in instance.Events.Values.Where(sent => sent.Raised != Knowledge.Acknowledged)) Raise(machine, instance, sent);
            Look(machine, instance);
        }
    }

    /// <summary>What was told while the disk lied about a sync is unknown again after a power loss.</summary>
    public void Doubt()
    {
        foreach (Action doubt in _atRisk) doubt();
        _atRisk.Clear();
    }

    /// <summary>The disk has made good what it lied about.</summary>
    public void Trust() => _atRisk.Clear();

    public void Look(EngineMachine machine, ClientInstance instance) => Begin(machine, $"look at {instance.Id}", async () =>
    {
        OrchestrationMetadata? seen = await machine.Client.GetInstanceAsync(instance.Id, getInputsAndOutputs: true);
        if (seen is null) return;
        trace.Add($"{instance.Id} is {seen.RuntimeStatus}");
        if (!seen.IsCompleted || instance.End is not null) return;
        instance.End = seen;
        if (machine.Faults.FilesAtRisk > 0) _atRisk.Add(() => instance.End = null);
    }, () => { });

    // Of one that was to be purged nobody knows whether it is still to come or was there already.
    private void ScheduleAgain(EngineMachine machine, ClientInstance instance)
    {
        if (instance.Purged == Knowledge.Never) Schedule(machine, instance);
    }

    private void Schedule(EngineMachine machine, ClientInstance instance)
    {
        if (instance.Scheduled == Knowledge.Never) instance.Scheduled = Knowledge.Unknown;
        var options = new StartOrchestrationOptions(instance.Id, StartAt: chance.Next(8) == 0 ? machine.Clock.GetUtcNow().AddSeconds(chance.Next(120)) : null)
        {
            DedupeStatuses = ["Completed", "Failed", "Terminated", "Running", "Pending", "Suspended"],
        };
        Begin(
            machine,
            $"schedule {instance.Id}",
            () => ScheduleOnceAsync(machine, instance, options),
            () => instance.Scheduled = Knowledge.Acknowledged,
            () => instance.Scheduled = Knowledge.Unknown);
    }

    // That it is there already says nothing of whether it will stay; what is read does.
    private static async Task ScheduleOnceAsync(EngineMachine machine, ClientInstance instance, StartOrchestrationOptions options)
    {
        try
        {
            await machine.Client.ScheduleNewOrchestrationInstanceAsync(ScriptRun.Orchestrator, ScriptOrder.Of(instance.Steps), options);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            _ = await machine.Client.GetInstanceAsync(instance.Id) ?? throw new ViolationException($"The instance {instance.Id} is there, and is not.");
        }
    }

    private void RaiseSome(EngineMachine machine, ClientInstance instance)
    {
        foreach (ClientEvent sent in instance.Events.Values.Where(sent => sent.Raised != Knowledge.Acknowledged))
        {
            if (chance.Next(3) == 0) continue;
            Raise(machine, instance, sent);
            if (chance.Next(6) == 0) Raise(machine, instance, sent);
        }
    }

    private void Raise(EngineMachine machine, ClientInstance instance, ClientEvent sent)
    {
        sent.Sends++;
        if (sent.Raised == Knowledge.Never) sent.Raised = Knowledge.Unknown;
        Begin(
            machine,
            $"raise {ScriptRun.EventKey(sent.Index, sent.Number)} to {instance.Id}",
            () => machine.Client.RaiseEventAsync(instance.Id, ScriptRun.EventName(sent.Index), sent.Number),
            () => sent.Raised = Knowledge.Acknowledged,
            () => sent.Raised = Knowledge.Unknown);
    }

    private void Resume(EngineMachine machine, ClientInstance instance) =>
        Begin(machine, $"resume {instance.Id}", () => machine.Client.ResumeInstanceAsync(instance.Id), () => { });

    private void Terminate(EngineMachine machine, ClientInstance instance)
    {
        if (instance.Terminated == Knowledge.Never) instance.Terminated = Knowledge.Unknown;
        Begin(
            machine,
            $"terminate {instance.Id}",
            () => machine.Client.TerminateInstanceAsync(instance.Id, new TerminateInstanceOptions(Recursive: chance.Next(2) == 0)),
            () => instance.Terminated = Knowledge.Acknowledged,
            () => instance.Terminated = Knowledge.Unknown);
    }

    private void Purge(EngineMachine machine, ClientInstance instance)
    {
        if (instance.Purged == Knowledge.Never) instance.Purged = Knowledge.Unknown;
        Begin(
            machine,
            $"purge {instance.Id}",
            () => machine.Client.PurgeInstanceAsync(instance.Id, new PurgeInstanceOptions(Recursive: chance.Next(2) == 0)),
            () => instance.Purged = Knowledge.Acknowledged,
            () => instance.Purged = Knowledge.Unknown);
    }

    private void Begin(EngineMachine machine, string what, Func<Task> ask, Action acknowledged, Action? doubted = null)
    {
        trace.Add(what);
        _ = RunAsync();

        async Task RunAsync()
        {
            try
            {
                await ask();
            }
            catch (Exception e) when (e is LogFailedException or InvalidOperationException)
            {
                trace.Add($"{what}: {e.GetType().Name}");
                return;
            }

            if (!machine.Clock.HasPower) return;
            trace.Add($"{what}: done");
            acknowledged();
            if (doubted is not null && machine.Faults.FilesAtRisk > 0) _atRisk.Add(doubted);
        }
    }
}
