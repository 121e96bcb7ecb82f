using System.Globalization;
using System.Runtime.InteropServices;

namespace PlatformDeployer.Benchmarks.Measuring;

/// <summary>Says what the figures were measured on, and how busy it was: a figure without its machine means nothing.</summary>
internal static class MachineDescription
{
    private const string LoadFile = "/proc/loadavg";

    public static string Read(string folder)
    {
        double memoryGiB = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        string disk = new DriveInfo(folder) is { IsReady: true } drive ? $"{drive.DriveFormat} at {drive.Name}" : "unknown";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            machine: {Environment.ProcessorCount} cores ({RuntimeInformation.ProcessArchitecture}), {memoryGiB:F1} GiB, {RuntimeInformation.OSDescription}
            runtime: {RuntimeInformation.FrameworkDescription}, {(IsOptimized ? "Release" : "DEBUG BUILD: the figures mean little")}
            disk:    {disk}
            load:    {Load()}
            """);
    }

    private static bool IsOptimized =>
#if DEBUG
        false;
#else
        true;
#endif

    private static string Load() =>
        File.Exists(LoadFile) ? $"{string.Join(' ', File.ReadAllText(LoadFile).Split(' ').Take(3))} (1, 5, 15 minutes) before the first benchmark" : "unknown";
}
