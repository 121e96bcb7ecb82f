using Embedded.Storage;

namespace PlatformDeployer.Benchmarks.Measuring;

/// <summary>What the disk itself does: nothing durable can be quicker than this.</summary>
internal static class DiskFloor
{
    /// <summary>The times of appending a few bytes to a file and making them durable, one after the other.</summary>
    public static Series AppendAndSync(ILogDisk disk, TimeProvider time, int bytes, int count)
    {
        byte[] record = new byte[bytes];
        Random.Shared.NextBytes(record);
        var times = new List<TimeSpan>(count);
        using ILogFile file = disk.Create("floor");
        for (int i = 0; i < count; i++)
        {
            long began = time.GetTimestamp();
            file.Append(record);
            file.Sync();
            times.Add(time.GetElapsedTime(began));
        }

        return new Series(times);
    }
}
