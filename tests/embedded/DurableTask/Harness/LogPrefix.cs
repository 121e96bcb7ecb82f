using System.Buffers.Binary;
using Embedded.Storage;

namespace Embedded.DurableTask.Tests.Harness;

/// <summary>Cuts a log after each of its records: every state in which a crash could have left it.</summary>
internal static class LogPrefix
{
    public static IReadOnlyList<MemoryDisk> AfterEachRecord(MemoryDisk whole)
    {
        string name = Assert.Single(whole.List());
        byte[] bytes = whole.ReadAll(name);
        var disks = new List<MemoryDisk>();
        for (int end = LogFileHeader.Bytes; end <= bytes.Length;)
        {
            var disk = new MemoryDisk();
            disk.Replace(name, bytes.AsSpan(0, end));
            disks.Add(disk);
            if (end + LogFrame.HeaderBytes > bytes.Length) break;
            end += LogFrame.HeaderBytes + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(end));
        }

        return disks;
    }
}
