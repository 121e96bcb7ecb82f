using System.Text.Json;

namespace PlatformDeployer.Contracts.Platforms;

/// <summary>Something that happened to a platform.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="PlatformId">The platform.</param>
/// <param name="At">When.</param>
/// <param name="Type">What, as <c>platform.active</c>, <c>platform.healed</c>.</param>
/// <param name="Message">The same in a sentence.</param>
/// <param name="Data">What belongs to the type.</param>
public sealed record PlatformEventView(string Id, string PlatformId, DateTimeOffset At, string Type, string Message, JsonElement? Data);
