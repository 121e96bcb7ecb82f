using System.Security.Cryptography;
using System.Text.Json;
using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;

namespace PlatformDeployer.Functions.Http.Platforms;

/// <summary>Shows what the registry knows in the words of the API.</summary>
internal static class PlatformViews
{
    private const int EtagBytes = 12;

    /// <summary>A platform.</summary>
    public static PlatformView Of(PlatformRecord platform)
    {
        var view = new PlatformView
        {
            Id = platform.Id.Value,
            Name = platform.Name.Value,
            Path = platform.Path.Value,
            Generation = platform.Generation,
            ParentId = platform.ParentId?.Value,
            State = platform.State,
            Template = platform.Template,
            Region = platform.Region,
            Endpoint = platform.Endpoint,
            ResourceGroup = platform.ResourceGroup,
            Labels = platform.Labels,
            Configuration = platform.Configuration.Values.ToDictionary(
                value => value.Key,
                value => new ConfigurationValueView(JsonSerializer.SerializeToElement(value.Value.Value, AnswerJson.Options), value.Value.Source),
                StringComparer.Ordinal),
            Limits = LimitsOf(platform.Limits),
            Tiers = platform.Tiers,
            Resources = [.. platform.Resources.Select(resource => new ResourceView(resource.Key, resource.Id, resource.Type, resource.Tier))],
            Health = platform.Health.Status.ToString(),
            ConfigurationVersion = platform.ConfigurationVersion,
            OperationId = platform.OperationId,
            FailureReason = platform.FailureReason,
            CreatedAt = platform.CreatedAt,
            UpdatedAt = platform.UpdatedAt,
            Etag = "",
        };
        return view with { Etag = EtagOf(view) };
    }

    /// <summary>The limits in force at a platform, by name.</summary>
    public static IReadOnlyDictionary<string, LimitView> LimitsOf(EffectiveLimits limits)
    {
        Dictionary<string, LimitView> views = new(StringComparer.Ordinal);
        if (limits.Depth is { } depth) Add("depth", depth.Value, depth.Owner);
        if (limits.Children is { } children) Add("children", children.Value, children.Owner);
        if (limits.Descendants is { } descendants) Add("descendants", descendants.Value, descendants.Owner);
        if (limits.Templates is { } templates) Add("templates", templates.Allowed, templates.Owner);
        if (limits.Regions is { } regions) Add("regions", regions.Allowed, regions.Owner);
        return views;

        void Add<T>(string name, T value, PlatformPath owner) => views[name] = new LimitView(JsonSerializer.SerializeToElement(value, AnswerJson.Options), owner.Value);
    }

    /// <summary>How a platform is.</summary>
    public static PlatformHealthView HealthOf(PlatformRecord platform) => new(
        platform.Id.Value,
        platform.Health.Status.ToString(),
        platform.Health.LastHeartbeatAt,
        platform.Health.LastObservedAt,
        platform.Health.LastHealthyAt,
        [.. platform.Health.Incidents.Select(IncidentOf)]);

    /// <summary>An ancestor.</summary>
    public static AncestorView AncestorOf(PlatformId id, PlatformPath path, string? endpoint) => new(id.Value, path.Name.Value, path.Value, path.Generation, endpoint);

    /// <summary>An event.</summary>
    public static PlatformEventView EventOf(PlatformEvent happened) =>
        new(happened.Id, happened.PlatformId.Value, happened.At, happened.Type, happened.Message, happened.Data);

    private static IncidentView IncidentOf(Incident incident) => new(
        incident.Fault,
        incident.Detail,
        incident.LastHealthyAt,
        incident.DetectedAt,
        incident.RepairedAt,
        incident.Actions,
        (incident.DetectedAt - incident.LastHealthyAt)?.TotalSeconds,
        (incident.RepairedAt - incident.DetectedAt)?.TotalSeconds);

    // The registry's own etag changes with every heartbeat, and an If-Match would hardly ever hold: this one changes with what is shown.
    private static string EtagOf(PlatformView view)
    {
        byte[] shown = JsonSerializer.SerializeToUtf8Bytes(view with { UpdatedAt = default }, AnswerJson.Options);
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(shown).AsSpan(0, EtagBytes))}\"";
    }
}
