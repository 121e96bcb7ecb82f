using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Configuration;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Tests;

/// <summary>Platforms to test with.</summary>
internal static class Platforms
{
    public static PlatformId RootId { get; } = PlatformId.Parse("root");

    public static PlatformCharter Root { get; } = Charter(RootId, "/root");

    /// <summary>The charter of a platform below the root.</summary>
    public static PlatformCharter Charter(PlatformId id, string path) => new()
    {
        Id = id,
        Path = PlatformPath.Parse(path),
        Ancestors = [.. PlatformPath.Parse(path).Ancestors().Select((ancestor, depth) => new Ancestor(depth == 0 ? RootId : PlatformId.Parse($"pa{depth}"), ancestor, "http://parent.test/"))],
        Template = "basic@1.0.0",
        Region = "westeurope",
        ResourceGroup = "rg-" + id,
        Configuration = PlatformConfiguration.Empty,
        Limits = EffectiveLimits.Unlimited,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    public static PlatformRecord Child(string id, string path, PlatformId? parent = null, PlatformState state = PlatformState.Accepted, long revision = 1) => new()
    {
        Id = PlatformId.Parse(id),
        Path = PlatformPath.Parse(path),
        ParentId = parent ?? RootId,
        State = state,
        Template = "basic@1.0.0",
        Region = "westeurope",
        ResourceGroup = "rg-" + id,
        Configuration = PlatformConfiguration.Empty,
        Limits = EffectiveLimits.Unlimited,
        OperationId = "spawn-" + id,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        Revision = revision,
    };
}
