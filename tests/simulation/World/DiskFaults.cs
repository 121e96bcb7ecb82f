using System.Globalization;

namespace PlatformDeployer.Simulation.World;

/// <summary>What the disks of one machine do: how slow they are, and what fails when.</summary>
internal sealed class DiskFaults(Random chance, Trace trace)
{
    private int _stepsUntilCut = int.MaxValue;
    private int _filesAtRisk;

    /// <summary>Disks lie about syncs, and the client is not told that it may lose something: to see that the loss is found.</summary>
    public static bool AreHidden { get; set; }

    /// <summary>Whether the machine lost power in the middle of something.</summary>
    public bool PowerIsLost { get; private set; }

    /// <summary>Appends fail, after they have written what fits.</summary>
    public bool IsFull { get; set; }

    /// <summary>How many of the next syncs say that they were done, and were not.</summary>
    public int SyncsToLose { get; set; }

    /// <summary>How many files hold something that was said to be synced and is not.</summary>
    public int FilesAtRisk
    {
        get => AreHidden ? 0 : _filesAtRisk;
        set => _filesAtRisk = value;
    }

    /// <summary>The longest that a write takes to begin.</summary>
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromMilliseconds(5);

    public Random Chance => chance;

    public TimeSpan Delay() => LongestDelay * chance.NextDouble();

    /// <summary>Power will be lost at the disk's operation of that number, counted from now.</summary>
    public void CutPowerAt(int step) => _stepsUntilCut = step;

    /// <summary>Everything fails from now on.</summary>
    public void CutPower() => PowerIsLost = true;

    /// <summary>Takes one step on a disk.</summary>
    /// <exception cref="IOException">There is no power, or there is none after it.</exception>
    public void Step(string disk, string operation, Action action)
    {
        if (PowerIsLost) throw new IOException("There is no power.");
        if (--_stepsUntilCut > 0)
        {
            action();
            return;
        }

        bool after = chance.Next(2) == 0;
        if (after) action();
        PowerIsLost = true;
        trace.Add(string.Create(CultureInfo.InvariantCulture, $"power lost {(after ? "after" : "before")} {operation} on {disk}"));
        throw new IOException("Power was lost.");
    }
}
