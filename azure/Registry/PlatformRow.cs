using System.Globalization;
using Azure;
using Azure.Data.Tables;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Registry;

/// <summary>A platform's row: its record, and columns for what is queried.</summary>
/// <param name="Record">The record.</param>
/// <param name="ETag">The row's version at the service.</param>
/// <param name="RequestRow">The row of the idempotency key that led to it; goes with it.</param>
/// <param name="WriteId">Marks the write that made this version, so that a writer whose answer was lost knows its own.</param>
/// <param name="JsonBytes">How large the record is as JSON.</param>
internal sealed record PlatformRow(PlatformRecord Record, ETag ETag, string? RequestRow, string? WriteId, int JsonBytes)
{
    public const string Name = "Name";
    public const string PathStart = "PathStart";
    public const string Parent = "Parent";
    public const string State = "State";
    public const string Template = "Template";
    public const string TemplateName = "TemplateName";
    public const string Region = "Region";
    public const string Generation = "Generation";

    /// <summary>How much of a path is in its column: a path may be longer than a property.</summary>
    public const int PathStartCharactersMax = 1000;

    private const string Revision = "Revision";
    private const string Request = "Request";
    private const string Write = "Write";

    /// <summary>Writes a record as a row.</summary>
    public static TableEntity Compose(string partition, PlatformRecord record, string? requestRow, string writeId)
    {
        var entity = new TableEntity(partition, RowKeys.Platform(record.Id))
        {
            [Name] = record.Name.Value,
            [PathStart] = StartOf(record.Path.Value),
            [State] = record.State.ToString(),
            [Template] = record.Template,
            [TemplateName] = record.Template.Split('@')[0],
            [Region] = RegionOf(record.Region),
            [Generation] = record.Generation,
            [Revision] = record.Revision,
            [Write] = writeId,
        };
        if (record.ParentId is { } parent) entity[Parent] = parent.Value;
        if (requestRow is not null) entity[Request] = requestRow;
        ChunkedDocument.Write(entity, record with { Etag = "" });
        return entity;
    }

    /// <summary>Reads a row.</summary>
    public static PlatformRow Read(TableEntity entity)
    {
        PlatformRecord record = Versioned(ChunkedDocument.Read<PlatformRecord>(entity, out int jsonBytes));
        return new(record, entity.ETag, entity.GetString(Request), entity.GetString(Write), jsonBytes);
    }

    /// <summary>
    /// Gives a record its etag: its revision. It changes with everything that is told about a platform, not with what is merely noted here,
    /// and it is the same in every registry that knows the same.
    /// </summary>
    public static PlatformRecord Versioned(PlatformRecord record) => record with { Etag = record.Revision.ToString(CultureInfo.InvariantCulture) };

    public static string StartOf(string path) => path.Length <= PathStartCharactersMax ? path : path[..PathStartCharactersMax];

    public static string RegionOf(string region) => region.ToLowerInvariant();
}
