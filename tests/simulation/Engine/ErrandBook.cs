using PlatformDeployer.Simulation.World;

namespace PlatformDeployer.Simulation.Engine;

/// <summary>What the activities have done to the world. It is not the engine's, and survives whatever befalls that.</summary>
internal sealed class ErrandBook(SimulatedClock world, Random chance, Trace trace)
{
    private readonly Dictionary<string, int> _begunSinceStart = new(StringComparer.Ordinal);
    private readonly HashSet<string> _answered = new(StringComparer.Ordinal);

    public int Begun { get; private set; }

    /// <summary>The machine has started: what was under way may begin again, once, but for those whose answers were kept.</summary>
    public void MachineStarted(IEnumerable<string> answered)
    {
        _begunSinceStart.Clear();
        _answered.Clear();
        _answered.UnionWith(answered);
    }

    public async Task<int> RunAsync(Errand errand, MachineClock clock)
    {
        if (!clock.HasPower) throw new InvalidOperationException("There is no power.");
        Begun++;
        int times = _begunSinceStart[errand.Key] = _begunSinceStart.GetValueOrDefault(errand.Key) + 1;
        trace.Add($"errand {errand.Key}, {times}");
        if (_answered.Contains(errand.Key)) throw Violation($"The errand {errand.Key} was answered before the restart, and is run again.");
        int timesMax = errand.Fails ? errand.Number : 1;
        if (times > timesMax) throw Violation($"The errand {errand.Key} is run {times} times without a crash, instead of {timesMax}.");
        if (chance.Next(3) > 0) await Task.Delay(TimeSpan.FromSeconds(chance.NextDouble() * chance.Next(1, 10)), clock);
        if (errand.Fails) throw new InvalidOperationException(FormattableString.Invariant($"refused {errand.Number}"));
        return Script.Answer(errand.Number);
    }

    /// <summary>What an activity found wrong: thrown there, it would be but another failed activity.</summary>
    public ViolationException? Found { get; private set; }

    private ViolationException Violation(string message)
    {
        Found ??= new ViolationException($"{message} ({world.Elapsed:c})");
        return Found;
    }
}
