using Azure.Data.Tables;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Registry;

/// <summary>
/// Takes a child in: its record, its name, its share of the limits and its idempotency key in one batch. The name and the key are rows that only one can add,
/// the shares a row that only one can change at a time, so that the service itself refuses two holders of a name, two platforms of a key and one share too many.
/// </summary>
internal sealed class AdmissionTransaction(RegistryTables tables, RegistryWriter writer, OptimisticLoop loop) : IDisposable
{
    // All admissions of a platform meet in one row. One at a time in this process, they need not outrun one another; between processes the row's version decides.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<AdmissionOutcome> RunAsync(Admission admission, Func<LineageUsage, LimitViolation?> fits, CancellationToken cancellationToken)
    {
        PlatformRecord child = admission.Platform;
        if (child.ParentId != tables.Owner) throw new ArgumentException($"'{child.Id}' is no child of '{tables.Owner}'.", nameof(admission));
        if (child.State != PlatformState.Accepted) throw new ArgumentException($"'{child.Id}' comes in state {child.State}, not Accepted.", nameof(admission));

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await loop.RunAsync($"The children of '{tables.Owner}'", () => TryAsync(admission, fits, cancellationToken), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<AdmissionOutcome> TryAsync(Admission admission, Func<LineageUsage, LimitViolation?> fits, CancellationToken cancellationToken)
    {
        PlatformRecord child = admission.Platform;
        string? requestKey = admission.RequestKey is null ? null : RowKeys.Request(admission.RequestKey);
        Task<TableEntity?> findRequest = requestKey is null ? Task.FromResult<TableEntity?>(null) : tables.FindAsync(requestKey, cancellationToken);
        Task<TableEntity?> findName = tables.FindAsync(RowKeys.Name(tables.Owner, child.Name), cancellationToken);
        Task<TableEntity?> findUsage = tables.FindAsync(RowKeys.Usage, cancellationToken);
        await Task.WhenAll(findRequest, findName, findUsage);

        NameRow? name = NameRow.Read(await findName);
        // Our own batch came through and only its answer was lost.
        if (name is not null && name.HolderId == child.Id) return new AdmissionOutcome.Admitted(PlatformRow.Versioned(child));

        if (RequestRow.Read(await findRequest) is { } request)
        {
            return string.Equals(request.BodyHash, admission.BodyHash, StringComparison.Ordinal)
                ? new AdmissionOutcome.Repeated(request.PlatformId, request.OperationId)
                : new AdmissionOutcome.KeyReused();
        }

        if (name is not null) return new AdmissionOutcome.NameTaken(name.HolderId);

        UsageRow usage = UsageRow.Read(await findUsage);
        if (fits(usage.Usage) is { } violation) return new AdmissionOutcome.LimitExceeded(violation);

        await writer.SubmitAsync(Compose(admission, requestKey, usage), OutboxRows.Changed(tables, child.Id), cancellationToken);
        return new AdmissionOutcome.Admitted(PlatformRow.Versioned(child));
    }

    private IEnumerable<TableTransactionAction> Compose(Admission admission, string? requestKey, UsageRow usage)
    {
        PlatformRecord child = admission.Platform;
        yield return new(TableTransactionActionType.Add, PlatformRow.Compose(tables.Partition, child, requestKey, Guid.NewGuid().ToString("N")));
        yield return new(TableTransactionActionType.Add, NameRow.Compose(tables.Partition, tables.Owner, child));
        yield return usage.Share(tables.Partition, children: 1, NameRow.ShareOf(child));
        if (requestKey is null) yield break;
        var request = new RequestRow(admission.BodyHash, child.Id, child.OperationId ?? $"spawn-{child.Id}");
        yield return new(TableTransactionActionType.Add, request.Compose(tables.Partition, requestKey));
    }
}
