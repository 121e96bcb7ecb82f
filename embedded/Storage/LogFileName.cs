using System.Globalization;

namespace Embedded.Storage;

/// <summary>
/// The names of a log's files: a segment is called by the position of its first record, a snapshot by the last position it covers, so that
/// the names alone say which files a recovery needs.
/// </summary>
internal static class LogFileName
{
    private const string SegmentSuffix = ".log";
    private const string SnapshotSuffix = ".snapshot";
    private const string UnfinishedSuffix = ".unfinished";

    public static string Segment(long firstPosition) => Format(firstPosition, SegmentSuffix);

    public static string Snapshot(long position) => Format(position, SnapshotSuffix);

    public static string UnfinishedSnapshot(long position) => Format(position, SnapshotSuffix + UnfinishedSuffix);

    public static bool IsUnfinished(string name) => name.EndsWith(UnfinishedSuffix, StringComparison.Ordinal);

    public static bool TryParseSegment(string name, out long firstPosition) => TryParse(name, SegmentSuffix, out firstPosition);

    public static bool TryParseSnapshot(string name, out long position) => TryParse(name, SnapshotSuffix, out position);

    private static string Format(long position, string suffix) => position.ToString("D16", CultureInfo.InvariantCulture) + suffix;

    private static bool TryParse(string name, string suffix, out long position)
    {
        position = 0;
        return name.EndsWith(suffix, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(0, name.Length - suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out position);
    }
}
