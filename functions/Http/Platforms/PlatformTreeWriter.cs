using System.Buffers;
using System.Text.Json;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Http.Platforms;

/// <summary>
/// Writes a subtree as nested <see cref="PlatformTreeNode"/>s, without recursion: a lineage may be deeper than a stack, and a serializer's limit, allow.
/// </summary>
internal static class PlatformTreeWriter
{
    // A node is an object in an array in an object…
    private const int JsonDepthMax = (2 * PlatformPath.SegmentsMax) + 2;

    /// <summary>Writes a platform and what lives below it; children stand by name.</summary>
    /// <param name="top">The platform.</param>
    /// <param name="subtree">What is known at and below its path, in any order. Retired and failed platforms are left out.</param>
    public static ReadOnlyMemory<byte> Write(PlatformRecord top, IReadOnlyList<PlatformRecord> subtree)
    {
        ILookup<PlatformId, PlatformRecord> children = ChildrenById(top, subtree);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = JsonDepthMax }))
        {
            Stack<IEnumerator<PlatformRecord>> open = new();
            Begin(top);
            while (open.Count > 0)
            {
                if (open.Peek().MoveNext())
                {
                    Begin(open.Peek().Current);
                    continue;
                }

                open.Pop().Dispose();
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            void Begin(PlatformRecord platform)
            {
                WriteMembers(writer, platform);
                writer.WriteStartArray("children"u8);
                open.Push(children[platform.Id].OrderBy(child => child.Name.Value, StringComparer.Ordinal).GetEnumerator());
            }
        }

        return buffer.WrittenMemory;
    }

    // By id, not by path: a path names whoever has it now. A platform whose parent is not known yet stands under the nearest ancestor that is.
    private static ILookup<PlatformId, PlatformRecord> ChildrenById(PlatformRecord top, IReadOnlyList<PlatformRecord> subtree)
    {
        PlatformRecord[] below = [.. subtree.Where(platform => platform.Id != top.Id && top.Path.IsAncestorOf(platform.Path) && PlatformTransitions.IsLiving(platform.State))];
        HashSet<PlatformId> known = [top.Id, .. below.Select(platform => platform.Id)];
        Dictionary<PlatformPath, PlatformId> byPath = new() { [top.Path] = top.Id };
        foreach (PlatformRecord platform in below) byPath[platform.Path] = platform.Id;
        return below.ToLookup(platform => platform.ParentId is PlatformId parent && known.Contains(parent) ? parent : Nearest(platform.Path));

        PlatformId Nearest(PlatformPath path)
        {
            PlatformPath above = path.Parent!;
            while (!byPath.ContainsKey(above)) above = above.Parent!;
            return byPath[above];
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, PlatformRecord platform)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, platform.Id.Value);
        writer.WriteString("name"u8, platform.Name.Value);
        writer.WriteString("path"u8, platform.Path.Value);
        writer.WriteNumber("generation"u8, platform.Generation);
        writer.WriteString("state"u8, platform.State.ToString());
        writer.WriteString("health"u8, platform.Health.Status.ToString());
        writer.WriteString("template"u8, platform.Template);
        if (platform.Endpoint is not null) writer.WriteString("endpoint"u8, platform.Endpoint);
    }
}
