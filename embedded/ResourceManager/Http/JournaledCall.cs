using Embedded.ResourceManager.Profiles;

namespace Embedded.ResourceManager.Http;

/// <summary>One call as it was answered. The status is 0 when the connection was dropped.</summary>
internal sealed record JournaledCall(
    DateTimeOffset At, string PrincipalId, string Method, string Path, string Type, int Status, string? ErrorCode, string CorrelationId, FaultKind? Fault);
