using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Embedded.DurableTask.Store;

/// <summary>
/// The ids of the spans of an instance. They follow from what the span is of, so that they need not be kept, are the same after a restart, and a span that is
/// told twice is told apart from none.
/// </summary>
internal static class SpanIds
{
    private const int GenerationTaskId = -1;

    /// <summary>Of one generation of an instance.</summary>
    public static ActivitySpanId OfGeneration(InstanceState state) => Of(state, GenerationTaskId);

    /// <summary>Of a call or timer of that generation.</summary>
    public static ActivitySpanId OfTask(InstanceState state, int taskId) => Of(state, taskId);

    private static ActivitySpanId Of(InstanceState state, int taskId)
    {
        string id = state.Start.InstanceId;
        int idBytes = Encoding.UTF8.GetByteCount(id);
        byte[] name = new byte[sizeof(long) + sizeof(int) + sizeof(int) + idBytes];
        BinaryPrimitives.WriteInt64LittleEndian(name, state.Incarnation);
        BinaryPrimitives.WriteInt32LittleEndian(name.AsSpan(8), state.Generation);
        BinaryPrimitives.WriteInt32LittleEndian(name.AsSpan(12), taskId);
        Encoding.UTF8.GetBytes(id, name.AsSpan(16));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(name, hash);
        return ActivitySpanId.CreateFromBytes(hash[..8]);
    }
}
