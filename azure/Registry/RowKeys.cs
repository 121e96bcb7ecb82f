using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Registry;

/// <summary>The row keys of a registry. What people choose freely goes in as a hash: keys may hold neither <c>/ \ # ?</c> nor much.</summary>
internal static class RowKeys
{
    public const string PlatformPrefix = "platform!";
    public const string OutboxPlatformPrefix = "outbox!platform!";
    public const string OutboxEventPrefix = "outbox!event!";
    public const string EventPrefix = "event!";
    public const string EventIdPrefix = "id!";
    public const string RequestPrefix = "request!";
    public const string Usage = "usage";

    public static string Platform(PlatformId id) => PlatformPrefix + id;

    public static string Name(PlatformId parentId, PlatformName name) => $"name!{parentId}!{name}";

    public static string Request(string requestKey) => RequestPrefix + Hash(requestKey);

    public static string Graph(PlatformId id) => "graph!" + id;

    public static string OutboxPlatform(PlatformId id) => OutboxPlatformPrefix + id;

    public static string OutboxEvent(PlatformEvent happened) =>
        string.Create(CultureInfo.InvariantCulture, $"{OutboxEventPrefix}{happened.At.UtcTicks:D19}!{happened.PlatformId}!{Hash(happened.Id)}");

    /// <summary>Keys that sort latest first.</summary>
    public static string Event(PlatformEvent happened) =>
        string.Create(CultureInfo.InvariantCulture, $"{EventPrefix}{long.MaxValue - happened.At.UtcTicks:D19}!{Hash(happened.Id)}");

    public static string EventId(string eventId) => EventIdPrefix + Hash(eventId);

    /// <summary>The id row that belongs to an event's row.</summary>
    public static string EventIdOf(string eventRowKey) => EventIdPrefix + eventRowKey[(eventRowKey.LastIndexOf('!') + 1)..];

    /// <summary>The end of the range of all keys with a prefix: the prefix with its last character, always <c>!</c>, moved on by one.</summary>
    public static string EndOf(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
