using System.Globalization;
using Embedded.DurableTask.Engine;
using Embedded.Storage;
using PlatformDeployer.Simulation.World;

namespace PlatformDeployer.Simulation.Engine;

/// <summary>A durable engine, its client and its disk, through a time of faults and the calm after it.</summary>
internal sealed class EngineSimulation : ISimulation
{
    private const int CalmStepsMax = 20_000;
    private const int QuietRoundsMax = 8;

    private readonly SimulatedClock _world = new();
    private readonly MemoryDisk _medium = new();
    private readonly Random _chance;
    private readonly ErrandBook _errands;
    private readonly ScriptClient _client;
    private readonly DurableLogOptions _logOptions;
    private readonly bool _hasDiskFaults;
    private readonly int _steps;
    private EngineMachine? _machine;

    public EngineSimulation(int seed)
    {
        _chance = new Random(seed);
        Trace = new Trace(_world);
        _errands = new ErrandBook(_world, _chance, Trace);
        _client = new ScriptClient(_chance, Trace);
        _logOptions = new DurableLogOptions { CompactionMinBytes = _chance.Next(2, 64) * 1024 };
        _hasDiskFaults = _chance.Next(4) > 0;
        _steps = _chance.Next(40, 160);
    }

    public Trace Trace { get; }

    private EngineMachine Machine => _machine ?? throw new InvalidOperationException("There is no machine.");

    public async Task RunAsync()
    {
        if (!await StartAsync()) return;
        for (int step = 0; step < _steps; step++)
        {
            if (!await StepAsync(Misbehave)) return;
        }

        await CalmDownAsync();
    }

    private void Misbehave()
    {
        int act = _chance.Next(100);
        if (act < 45) _client.Act(Machine);
        else if (act < 85) Wait();
        else if (act < 88) Jump();
        else if (_hasDiskFaults) Harm();
        else Wait();
    }

    private void Harm()
    {
        DiskFaults faults = Machine.Faults;
        switch (_chance.Next(6))
        {
            case 0:
                Trace.Add("power cut");
                faults.CutPower();
                break;
            case 1:
                faults.CutPowerAt(_chance.Next(1, 12));
                break;
            case 2:
                Trace.Add("disk full");
                faults.IsFull = true;
                break;
            case 3:
                faults.SyncsToLose = _chance.Next(1, 4);
                Trace.Add("the disk lies");
                break;
            case 4:
                faults.LongestDelay = TimeSpan.FromMilliseconds(_chance.Next(3) switch { 0 => 1, 1 => 50, _ => 3000 });
                break;
            default:
                _ = Machine.Log.CompactAsync().ContinueWith(static done => done.Exception, TaskScheduler.Default);
                break;
        }
    }

    private void Jump()
    {
        TimeSpan span = TimeSpan.FromMinutes(_chance.Next(-180, 180));
        Trace.Add(string.Create(CultureInfo.InvariantCulture, $"the clock jumps by {span:c}"));
        _world.Jump(span);
    }

    private void Wait()
    {
        for (int times = _chance.Next(1, 6); times > 0 && _world.NextDue is not null; times--) _world.Step();
    }

    private async Task<bool> StepAsync(Action act)
    {
        await OneThread.SettleAsync();
        if (Machine.Faults.FilesAtRisk == 0) _client.Trust();
        if (HasFailed()) return await RestartAsync();
        EngineInvariants.Check(Machine, _client, _errands);
        act();
        return true;
    }

    private bool HasFailed()
    {
        if (Machine.Faults.PowerIsLost) return true;
        // Who meets a full disk ends, and is started again when there is room.
        return Machine.Faults.IsFull && Machine.Log.AppendedPosition != Machine.Log.DurablePosition && _chance.Next(3) == 0;
    }

    private async Task<bool> RestartAsync()
    {
        // What a lying disk owes outlives the process: to keep the account simple it comes due at once.
        bool losesPower = Machine.Faults.PowerIsLost || Machine.Faults.FilesAtRisk > 0;
        if (losesPower)
        {
            if (Machine.Faults.FilesAtRisk > 0) _client.Doubt();
            Machine.LosePower(_chance);
        }
        else
        {
            Machine.Kill();
        }

        await OneThread.SettleAsync();
        return await StartAsync();
    }

    private async Task<bool> StartAsync()
    {
        bool hadRisk = _machine?.Faults is { FilesAtRisk: > 0 };
        while (true)
        {
            try
            {
                var options = new DurableEngineOptions { ReplaysAlways = _chance.Next(3) == 0, ConcurrentActivitiesMax = _chance.Next(2, 20) };
                _machine = await EngineMachine.StartAsync(_medium, _world, new DiskFaults(_chance, Trace), _errands, options, _logOptions);
                Trace.Add(string.Create(CultureInfo.InvariantCulture, $"started, {_machine.All().Count} instances, position {_machine.Log.DurablePosition}"));
                return true;
            }
            catch (LogDamagedException e) when (hadRisk)
            {
                // Nothing can be kept on a medium that lies; what matters is that it was noticed.
                Trace.Add($"refused: {e.Message}");
                return false;
            }
        }
    }

    private async Task CalmDownAsync()
    {
        Trace.Add("calm");
        Machine.Faults.LongestDelay = TimeSpan.FromMilliseconds(1);
        Machine.Faults.SyncsToLose = 0;
        Machine.Faults.CutPowerAt(int.MaxValue);
        if (Machine.Faults.IsFull && !await RestartAsync()) return;
        int quiet = 0;
        for (int steps = 0; quiet < QuietRoundsMax; steps++)
        {
            if (steps == CalmStepsMax) throw new ViolationException("It does not come to an end.");
            if (!await StepAsync(() =>
                {
                    if (_world.NextDue is not null)
                    {
                        _world.Step();
                        return;
                    }

                    quiet++;
                    _client.Complete(Machine);
                }))
            {
                return;
            }
        }

        EngineInvariants.CheckEnd(Machine, _client);
        await Machine.Engine.StopAsync();
    }
}
