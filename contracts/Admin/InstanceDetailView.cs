using System.Text.Json;

namespace PlatformDeployer.Contracts.Admin;

/// <summary>An orchestration instance with its data and a part of its history, as <c>GET /admin/instances/{id}</c> shows it.</summary>
public sealed record InstanceDetailView : InstanceView
{
    /// <summary>The input of its current generation.</summary>
    public JsonElement? Input { get; init; }

    /// <summary>What it answered.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>What it shows of itself.</summary>
    public JsonElement? CustomStatus { get; init; }

    /// <summary>What it did, oldest first, from where the request says; null when that is not known.</summary>
    public IReadOnlyList<HistoryEventView>? History { get; init; }

    /// <summary>Why there is no history.</summary>
    public string? HistoryNote { get; init; }

    /// <summary>The address of the rest of the history; null with the last part.</summary>
    public string? NextLink { get; init; }
}
