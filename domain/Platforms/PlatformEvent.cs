using System.Text.Json;

namespace PlatformDeployer.Domain.Platforms;

/// <summary>Something that happened to a platform.</summary>
/// <param name="Id">Unique for the platform and the same however often the event is written, so that writing it again changes nothing.</param>
/// <param name="PlatformId">The platform.</param>
/// <param name="At">When.</param>
/// <param name="Type">What.</param>
/// <param name="Message">The same in a sentence.</param>
/// <param name="Data">What belongs to the type.</param>
public sealed record PlatformEvent(string Id, PlatformId PlatformId, DateTimeOffset At, string Type, string Message, JsonElement? Data = null);
