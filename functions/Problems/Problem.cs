using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Problems;

/// <summary>The problems that more than one place has.</summary>
internal static class Problem
{
    /// <summary>404: no such platform.</summary>
    public static ProblemException PlatformNotFound(string id) =>
        new ProblemException(ProblemCodes.PlatformNotFound, $"There is no platform '{Clip(id)}' at or below this platform.").With("platformId", Clip(id));

    /// <summary>404: no such operation.</summary>
    public static ProblemException OperationNotFound(string id) =>
        new ProblemException(ProblemCodes.OperationNotFound, $"There is no operation '{Clip(id)}' here.").With("operationId", Clip(id));

    /// <summary>404: no such orchestration instance.</summary>
    public static ProblemException InstanceNotFound(string id) =>
        new ProblemException(ProblemCodes.InstanceNotFound, $"There is no instance '{Clip(id)}' here.").With("instanceId", Clip(id));

    /// <summary>409: the state does not allow it.</summary>
    public static ProblemException StateConflict(string detail) => new(ProblemCodes.StateConflict, detail);

    /// <summary>409: the state of a platform does not allow it.</summary>
    public static ProblemException StateConflict(PlatformRecord platform, string detail) =>
        new ProblemException(ProblemCodes.StateConflict, detail).With("platformId", platform.Id.Value).With("state", platform.State);

    /// <summary>422: the key stands for another request.</summary>
    public static ProblemException IdempotencyKeyReused() => new(
        ProblemCodes.IdempotencyKeyReused, "The Idempotency-Key was used before with another body. Use a new key for a new request.");

    /// <summary>413: the body is too large.</summary>
    public static ProblemException BodyTooLarge(int bytesMax) =>
        new ProblemException(ProblemCodes.BodyTooLarge, $"The body may have at most {bytesMax} bytes.").With("bytesMax", bytesMax);

    /// <summary>400: one thing is wrong with one field.</summary>
    public static ProblemException InvalidField(string field, string message) =>
        new(ProblemCodes.InvalidRequest, message) { Errors = new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] } };

    /// <summary>What somebody sent, short enough to be repeated in an answer.</summary>
    public static string Clip(string text)
    {
        const int CharactersMax = 100;
        return text.Length <= CharactersMax ? text : string.Concat(text.AsSpan(0, CharactersMax), "…");
    }
}
