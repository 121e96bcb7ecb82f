using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Azure.Data.Tables;

namespace PlatformDeployer.Azure.Registry;

/// <summary>
/// Keeps a document in an entity: JSON, compressed, in as many binary properties as it takes, since a property holds 64 KiB and an entity 1 MiB.
/// https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
/// </summary>
internal static class ChunkedDocument
{
    /// <summary>The most that a document may take, compressed; the rest of the entity's 1 MiB is left for keys and columns.</summary>
    public const int CompressedBytesMax = ChunkBytesMax * ChunksMax;

    private const int ChunkBytesMax = 64 * 1024;
    private const int ChunksMax = 14;
    private const string ChunkPrefix = "Document";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { IgnoreReadOnlyProperties = true };

    /// <summary>Puts a document into an entity.</summary>
    /// <exception cref="InvalidOperationException">It is larger than an entity holds.</exception>
    public static void Write<T>(TableEntity entity, T document)
    {
        using var compressed = new MemoryStream();
        using (var compression = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(compression, document, Options);
        }

        if (compressed.Length > CompressedBytesMax)
        {
            throw new InvalidOperationException($"{entity.RowKey} takes {compressed.Length} bytes compressed; a row holds {CompressedBytesMax}.");
        }

        ReadOnlySpan<byte> rest = compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
        for (int chunk = 0; !rest.IsEmpty; chunk++)
        {
            int length = int.Min(ChunkBytesMax, rest.Length);
            entity[Chunk(chunk)] = rest[..length].ToArray();
            rest = rest[length..];
        }
    }

    /// <summary>Takes a document out of an entity.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is damaged.</exception>
    public static T Read<T>(TableEntity entity) => Read<T>(entity, out _);

    /// <summary>Takes a document out of an entity.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="jsonBytes">How large the document is as JSON.</param>
    /// <exception cref="InvalidDataException">There is none, or it is damaged.</exception>
    public static T Read<T>(TableEntity entity, out int jsonBytes)
    {
        using var compressed = new MemoryStream();
        for (int chunk = 0; entity.GetBinary(Chunk(chunk)) is { } bytes; chunk++) compressed.Write(bytes);
        compressed.Position = 0;
        using var decompression = new ZLibStream(compressed, CompressionMode.Decompress);
        using var json = new MemoryStream();
        decompression.CopyTo(json);
        jsonBytes = (int)json.Length;
        try
        {
            return JsonSerializer.Deserialize<T>(json.GetBuffer().AsSpan(0, jsonBytes), Options) ?? throw new InvalidDataException($"{entity.RowKey} holds no document.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{entity.RowKey} holds a document that cannot be read: {exception.Message}", exception);
        }
    }

    private static string Chunk(int number) => ChunkPrefix + number.ToString(CultureInfo.InvariantCulture);
}
