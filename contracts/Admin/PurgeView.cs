namespace PlatformDeployer.Contracts.Admin;

/// <summary>What a purge did.</summary>
/// <param name="Purged">How many instances are forgotten.</param>
/// <param name="IsComplete">Whether all that matched were; false when there was not the time: send the request again. Null when the engine does not say.</param>
public sealed record PurgeView(int Purged, bool? IsComplete);
