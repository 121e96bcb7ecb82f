using Azure.Data.Tables;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Registry;

/// <summary>What an idempotency key led to.</summary>
internal sealed record RequestRow(string BodyHash, PlatformId PlatformId, string OperationId)
{
    private const string BodyColumn = "Body";
    private const string PlatformColumn = "Platform";
    private const string OperationColumn = "Operation";

    public static RequestRow? Read(TableEntity? entity) => entity is null
        ? null
        : new(entity.GetString(BodyColumn), PlatformId.Parse(entity.GetString(PlatformColumn)), entity.GetString(OperationColumn));

    public TableEntity Compose(string partition, string rowKey) => new(partition, rowKey)
    {
        [BodyColumn] = BodyHash,
        [PlatformColumn] = PlatformId.Value,
        [OperationColumn] = OperationId,
    };
}
