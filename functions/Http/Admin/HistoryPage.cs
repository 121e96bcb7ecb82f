using System.Globalization;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Admin;

namespace PlatformDeployer.Functions.Http.Admin;

/// <summary>A part of an instance's history, no larger than an answer may be.</summary>
/// <param name="Events">The entries; null when there is no history to be had.</param>
/// <param name="Next">Where the rest begins; null with the last part.</param>
/// <param name="Note">Why there is none.</param>
internal sealed record HistoryPage(IReadOnlyList<HistoryEventView>? Events, string? Next, string? Note)
{
    private const int CharactersMax = 4 * 1024 * 1024;

    /// <summary>Reads a part.</summary>
    /// <param name="client">Where the instance runs.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="top">How many entries at most.</param>
    /// <param name="from">The number of the first, as the part before told it; null for the beginning.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<HistoryPage> ReadAsync(
        DurableTaskClient client, OrchestrationMetadata instance, int top, string? from, CancellationToken cancellationToken)
    {
        IList<HistoryEvent> history;
        try
        {
            history = await client.GetOrchestrationHistoryAsync(instance.InstanceId, cancellationToken);
        }
        catch (Exception exception) when (exception is NotSupportedException or NotImplementedException)
        {
            return new HistoryPage(null, null, "The durable back end of this platform does not tell histories.");
        }

        if (history.Count == 0 && instance.RuntimeStatus != OrchestrationRuntimeStatus.Pending)
            return new HistoryPage(null, null, "The history is not kept any more: it was too long, or others have ended since.");
        _ = int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out int first);
        return Cut(history, first, top);
    }

    private static HistoryPage Cut(IList<HistoryEvent> history, int first, int top)
    {
        var events = new List<HistoryEventView>();
        int size = 0;
        int next = first;
        for (; next < history.Count && events.Count < top && size < CharactersMax; next++)
        {
            HistoryEventView view = HistoryViews.Of(history[next]);
            size += HistoryViews.SizeOf(view);
            events.Add(view);
        }

        return new HistoryPage(events, next < history.Count ? next.ToString(CultureInfo.InvariantCulture) : null, null);
    }
}
