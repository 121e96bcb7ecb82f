using Embedded.DurableTask.Engine;
using Embedded.DurableTask.Store;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PlatformDeployer.Simulation.World;

namespace PlatformDeployer.Simulation.Engine;

/// <summary>A machine that runs a durable engine, from its start to its end.</summary>
internal sealed class EngineMachine
{
    private static readonly IServiceProvider NoServices = new ServiceCollection().BuildServiceProvider();

    private readonly MemoryDisk _medium;

    private EngineMachine(MemoryDisk medium, SimulatedClock world, DiskFaults faults, ErrandBook errands, DurableEngineOptions options, DurableLogOptions logOptions)
    {
        _medium = medium;
        Clock = new MachineClock(world);
        Faults = faults;
        Store = new DurableStore();
        Log = DurableLog.Open(new SimulatedDisk("engine", medium, Clock, faults), [Store], logOptions);
        var registry = new DurableTaskRegistry();
        registry.AddOrchestratorFunc<ScriptOrder, ScriptResult>(ScriptRun.Orchestrator, (context, order) => new ScriptRun(context, order).RunAsync());
        registry.AddActivityFunc<Errand, int>(ScriptRun.Activity, (_, errand) => errands.RunAsync(errand, Clock));
        Engine = new DurableEngine(registry, NoServices, Clock, NullLoggerFactory.Instance, options, Store, Log);
        Client = Engine.CreateClient();
    }

    public MachineClock Clock { get; }

    public DiskFaults Faults { get; }

    public DurableStore Store { get; }

    public DurableLog Log { get; }

    public DurableEngine Engine { get; }

    public DurableTaskClient Client { get; }

    /// <summary>Starts on what the medium holds.</summary>
    /// <exception cref="LogDamagedException">The medium holds what cannot be trusted.</exception>
    /// <exception cref="IOException">Power was lost at once.</exception>
    public static async Task<EngineMachine> StartAsync(
        MemoryDisk medium, SimulatedClock world, DiskFaults faults, ErrandBook errands, DurableEngineOptions options, DurableLogOptions logOptions)
    {
        var machine = new EngineMachine(medium, world, faults, errands, options, logOptions);
        errands.MachineStarted(machine.AnsweredErrands());
        await machine.Engine.StartAsync();
        return machine;
    }

    /// <summary>The process ends, and whatever it has written stays; what it has not is lost with it.</summary>
    public void Kill()
    {
        Faults.CutPower();
        Clock.CutPower();
        Log.Abandon();
        Engine.Abandon();
    }

    /// <summary>The whole machine ends: of what was not synced, chance decides what is left.</summary>
    public void LosePower(Random chance)
    {
        Kill();
        _medium.Crash(chance);
    }

    /// <summary>An instance as it stands now, durable or not yet.</summary>
    public InstanceState? Find(string id)
    {
        lock (Log.Gate) return Store.Instances.TryFind(id, out Instance? instance) ? instance.State : null;
    }

    public IReadOnlyList<InstanceState> All()
    {
        lock (Log.Gate) return [.. Store.Instances.All.Select(instance => instance.State)];
    }

    private IEnumerable<string> AnsweredErrands()
    {
        foreach (InstanceState state in All())
        {
            var asked = new Dictionary<int, HistoryEvent>();
            foreach (HistorySegment segment in HistorySegment.OldestFirst(state.History))
            {
                (HistoryEvent[] messages, HistoryEvent[] actions) = segment.ReadAll();
                foreach (HistoryEvent call in actions.Where(action => action.Kind == HistoryEventKind.ActivityScheduled)) asked.Add(call.TaskId, call);
                foreach (HistoryEvent answer in messages.Where(message => message.Kind == HistoryEventKind.ActivityCompleted))
                {
                    yield return JsonDataConverter.Default.Deserialize<Errand>(asked[answer.TaskId].Data)!.Key;
                }
            }
        }
    }
}
