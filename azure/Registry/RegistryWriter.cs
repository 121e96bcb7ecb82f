using Azure.Data.Tables;
using PlatformDeployer.Azure.Messaging;

namespace PlatformDeployer.Azure.Registry;

/// <summary>Submits the batches of a registry, and raises the signal when one of them holds something to report.</summary>
internal sealed class RegistryWriter(RegistryTables tables, IReportSignal signal)
{
    /// <summary>Submits a batch.</summary>
    /// <param name="actions">The changes; null ones are left out.</param>
    /// <param name="outbox">The change that is something to report, if it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SubmitAsync(IEnumerable<TableTransactionAction?> actions, TableTransactionAction? outbox, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> batch = [.. actions.OfType<TableTransactionAction>()];
        if (outbox is not null) batch.Add(outbox);
        await tables.SubmitAsync(batch, cancellationToken);
        // The change stands, whoever has stopped waiting for it.
        if (outbox is not null) await signal.RaiseAsync(CancellationToken.None);
    }
}
