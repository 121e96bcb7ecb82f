using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Embedded.DurableTask.Orchestration;

/// <summary>Ids that are the same in every replay: version 5 of RFC 9562, named by instance, life, generation, time and number.</summary>
internal static class DeterministicGuid
{
    private static readonly byte[] Namespace = new Guid("6f1c3c0e-2d1b-5c55-9a53-0f3a4be0f9a1").ToByteArray(bigEndian: true);

    public static Guid Create(string instanceId, long incarnation, int generation, DateTime at, int number)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{instanceId}\n{incarnation}\n{generation}\n{at.Ticks}\n{number}");
        byte[] hash = SHA1.HashData([.. Namespace, .. Encoding.UTF8.GetBytes(name)]);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
