using System.Globalization;
using Embedded.Functions.Hosting;
using Embedded.ResourceManager.Profiles;
using Embedded.Storage;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Simulation.World;

namespace PlatformDeployer.Simulation.Machine;

/// <summary>A whole machine, cloud, root and children, through a time of faults and the calm after it.</summary>
internal sealed class MachineSimulation : ISimulation
{
    private const int StartsMax = 20;

    private static readonly TimeSpan CalmLimit = TimeSpan.FromHours(4);
    private static readonly TimeSpan CalmPause = TimeSpan.FromSeconds(60);

    private static readonly ResourceManagerProfile Profile = ResourceManagerProfile.Fast with
    {
        LatencyMilliseconds = new(1, 5, 100),
        Timings = [new TypeTiming { Type = "*", Create = new(20, 200, 3_000), Delete = new(20, 200, 3_000), RetryAfterMilliseconds = 500 }],
    };

    private readonly SimulatedClock _world = new();
    private readonly SortedDictionary<string, MemoryDisk> _media = new(StringComparer.Ordinal);
    private readonly PortNumbers _ports = new();
    private readonly Random _chance;
    private readonly int _seed;
    private readonly int _steps;
    private readonly PlatformCaller _caller;
    private SimulatedMachine? _machine;
    private Func<Task>? _pending;

    public MachineSimulation(int seed)
    {
        _seed = seed;
        _chance = new Random(seed);
        Trace = new Trace(_world);
        _caller = new PlatformCaller(_chance, Trace);
        _steps = _chance.Next(8, 40);
    }

    public Trace Trace { get; }

    private SimulatedMachine Machine => _machine ?? throw new InvalidOperationException("There is no machine.");

    public async Task RunAsync()
    {
        await StartAsync();
        for (int step = 0; step < _steps; step++)
        {
            Act();
            await CheckAsync();
        }

        await CalmDownAsync();
        if (_chance.Next(2) == 0)
        {
            foreach (ClientSpawn spawn in _caller.Accepted.Where(spawn => spawn is { ParentId: null, MayEnd: false }).ToArray())
            {
                _caller.Retire(Machine, spawn.Accepted!.PlatformId, cascade: true);
            }

            await CalmDownAsync();
        }

        await CheckOperationsAsync();
        await Machine.LosePowerAsync(_chance);
        await OneThread.SettleAsync();
    }

    private void Act()
    {
        string? child = LivingChild();
        switch (_chance.Next(100))
        {
            case < 34:
                Wait(TimeSpan.FromSeconds(_chance.Next(4) == 0 ? 40 : 4) * _chance.NextDouble());
                break;
            case < 54:
                _caller.Spawn(Machine, child is not null && _chance.Next(3) == 0 ? child : null);
                break;
            case < 60:
                _caller.Repeat(Machine);
                break;
            case < 68 when child is not null:
                _caller.Retire(Machine, child, cascade: _chance.Next(3) > 0);
                break;
            case < 71 when _caller.Accepted.FirstOrDefault(spawn => !spawn.MayEnd) is { } accepted:
                _caller.Cancel(Machine, accepted);
                break;
            case < 74 when child is not null:
                Kill();
                break;
            case < 77:
                Meddle();
                break;
            case < 80:
                Trace.Add("power cut");
                Machine.Disks.CutPower();
                break;
            case < 88:
                Machine.Disks.CutPowerAt(_chance.Next(1, 80));
                break;
            case < 92:
                Trace.Add("the network is bad");
                MachineFaults.Spoil(Machine.Network.Faults, _chance);
                break;
            case < 96:
                Trace.Add("the cloud is bad");
                Machine.Local.ResourceManager.Faults.Rules = MachineFaults.Cloud(_chance);
                break;
            case < 97:
                MachineFaults.Jump(_world, _chance, Trace);
                break;
            default:
                Trace.Add("all is well");
                Mend();
                break;
        }
    }

    private void Mend()
    {
        MachineFaults.Mend(Machine.Network.Faults);
        Machine.Local.ResourceManager.Faults.Rules = [];
        Machine.Disks.CutPowerAt(int.MaxValue);
    }

    private string? LivingChild()
    {
        ClientSpawn[] known = [.. _caller.Accepted.Where(spawn => !spawn.MayEnd)];
        return known.Length == 0 ? null : known[_chance.Next(known.Length)].Accepted!.PlatformId;
    }

    private void Kill()
    {
        AppInstance[] running = [.. Machine.Local.Children.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)];
        if (running.Length == 0) return;
        AppInstance victim = running[_chance.Next(running.Length)];
        Trace.Add($"the program at {victim.BaseAddress} dies");
        _ = victim.AbandonAsync();
    }

    /// <summary>Somebody deletes a program behind everybody's back. Not its data: nothing could be asked of a platform that has lost its memory.</summary>
    private void Meddle()
    {
        string[] ids = [.. Machine.Local.ResourceManager.ResourcesIn(MachineInvariants.Subscription)
            .Where(record => string.Equals(record.Id.Type.ToString(), "Microsoft.Web/sites", StringComparison.OrdinalIgnoreCase))
            .Select(record => record.Id.Text)];
        if (ids.Length == 0) return;
        string id = ids[_chance.Next(ids.Length)];
        Trace.Add($"{id} is deleted");
        _ = Machine.DeleteSiteAsync(id);
    }

    private void Wait(TimeSpan span)
    {
        TimeSpan until = _world.Elapsed + span;
        _pending = async () =>
        {
            while (_world.NextDue is { } due && due <= until && !Machine.Disks.PowerIsLost)
            {
                _world.Step();
                await OneThread.SettleAsync();
            }

            if (!Machine.Disks.PowerIsLost) _world.SkipTo(until);
        };
    }

    /// <summary>Lets what was begun go on, looks at everything, and gets the machine up again if it lost power meanwhile; answers what is not at rest.</summary>
    private async Task<string?> CheckAsync()
    {
        await OneThread.SettleAsync();
        if (_pending is { } pending)
        {
            _pending = null;
            await pending();
        }

        while (true)
        {
            if (Machine.Disks.PowerIsLost) await RestartAsync();
            ClientSpawn[] accepted = [.. _caller.Accepted];
            Task<PlatformBook[]> reading = ReadAsync();
            if (!await PumpAsync(reading)) continue;
            PlatformBook[] books = await reading;
            if (_caller.Found is { } found) throw found;
            MachineInvariants.Check(books, accepted);
            return MachineInvariants.Unrest(books, accepted, Machine.Local.ResourceManager);
        }
    }

    private async Task CheckOperationsAsync()
    {
        foreach (string id in _caller.Accepted.Where(spawn => spawn.ParentId is null).Select(spawn => spawn.Accepted!.OperationId).Concat(_caller.Retirements.Values))
        {
            Task<OperationView?> asked = PlatformCaller.FindOperationAsync(Machine, id);
            if (!await PumpAsync(asked)) throw new ViolationException("Power was lost in the calm.");
            OperationView? operation = await asked;
            Trace.Add($"{id}: {operation?.Status}");
            if (operation?.Status is OperationStatus.Pending or OperationStatus.Running or OperationStatus.Canceling)
            {
                throw new ViolationException($"The operation {id} is {operation.Status}, and everything rests.");
            }
        }
    }

    private Task<PlatformBook[]> ReadAsync() => Task.WhenAll(Machine.Local.Children
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => pair.Value)
        .Where(app => !app.Stopped.IsCompleted)
        .Prepend(Machine.Local.Root)
        .Select(PlatformBook.ReadAsync));

    private async Task RestartAsync()
    {
        Task abandoned = Machine.LosePowerAsync(_chance);
        await OneThread.SettleAsync();
        if (!abandoned.IsCompleted) throw new ViolationException("What has lost power goes on.");
        await StartAsync();
    }

    private async Task StartAsync()
    {
        for (int attempt = 0; attempt < StartsMax; attempt++)
        {
            _machine = new SimulatedMachine(_media, _world, _ports, _chance, Trace);
            if (attempt < StartsMax / 2 && _chance.Next(6) == 0) _machine.Disks.CutPowerAt(_chance.Next(1, 40));
            Task start = _machine.StartAsync(_seed, Profile, _chance);
            if (await PumpAsync(start) && start.IsCompletedSuccessfully)
            {
                Trace.Add(string.Create(CultureInfo.InvariantCulture, $"started, {_machine.Local.Children.Count} children"));
                return;
            }

            if (!_machine.Disks.PowerIsLost) await start;
            await _machine.LosePowerAsync(_chance);
            await OneThread.SettleAsync();
        }

        throw new ViolationException("The machine does not start.");
    }

    /// <summary>Lets time pass until a task has ended; false if power was lost before.</summary>
    private async Task<bool> PumpAsync(Task task)
    {
        while (true)
        {
            await OneThread.SettleAsync();
            if (Machine.Disks.PowerIsLost) return false;
            if (task.IsCompleted) return true;
            if (_world.NextDue is null) throw new ViolationException("Nothing will ever happen any more.");
            _world.Step();
        }
    }

    private async Task CalmDownAsync()
    {
        Trace.Add("calm");
        Mend();
        TimeSpan limit = _world.Elapsed + CalmLimit;
        while (true)
        {
            Wait(CalmPause);
            string? unrest = await CheckAsync();
            Trace.Add(unrest ?? "at rest");
            if (unrest is null) return;
            if (_world.Elapsed > limit) throw new ViolationException($"It does not come to rest: {unrest}");
        }
    }
}
