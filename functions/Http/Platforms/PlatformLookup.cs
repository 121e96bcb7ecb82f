using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Http.Platforms;

/// <summary>Finds the platform that an address names.</summary>
internal static class PlatformLookup
{
    /// <summary>The platform.</summary>
    /// <exception cref="ProblemException">There is none (404); a text that cannot be an id names none either.</exception>
    public static async Task<PlatformRecord> RequireAsync(this IPlatformRegistry registry, string? text, CancellationToken cancellationToken) =>
        (PlatformId.TryParse(text, out PlatformId id) ? await registry.FindAsync(id, cancellationToken) : null) ?? throw Problem.PlatformNotFound(text ?? "");
}
