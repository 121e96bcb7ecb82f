using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Embedded.ResourceManager.Profiles;

/// <summary>
/// Numbers between 0 and 1 that depend on the seed, on what they are for and on the attempt, not on which of two concurrent calls came
/// first: the same seed gives the same faults and durations at any speed.
/// </summary>
internal sealed class Chance(int seed)
{
    private const int SubjectsMax = 200_000;

    private readonly ConcurrentDictionary<string, int> _attempts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The number of this attempt, from 1.</summary>
    public int NextAttempt(string subject)
    {
        if (_attempts.Count > SubjectsMax)
            _attempts.Clear();
        return _attempts.AddOrUpdate(subject, 1, static (_, count) => count + 1);
    }

    public double Point(string purpose, string subject, int attempt)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Draw(purpose, subject, attempt, digest);
        return (BinaryPrimitives.ReadUInt64LittleEndian(digest) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>An id for a subject; attempts start again with the process, so the subject must tell one process from the next.</summary>
    public Guid Id(string purpose, string subject, int attempt)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Draw(purpose, subject, attempt, digest);
        return new Guid(digest[..16]);
    }

    private void Draw(string purpose, string subject, int attempt, Span<byte> digest) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{purpose}|{subject.ToUpperInvariant()}|{attempt}"), digest);
}
