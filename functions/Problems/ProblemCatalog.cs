using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using PlatformDeployer.Contracts.Problems;

namespace PlatformDeployer.Functions.Problems;

/// <summary>The status and the title that go with each code of <see cref="ProblemCodes"/>: the one table of them.</summary>
internal static class ProblemCatalog
{
    private static readonly FrozenDictionary<string, (int Status, string Title)> Entries = new Dictionary<string, (int Status, string Title)>(StringComparer.Ordinal)
    {
        [ProblemCodes.MalformedJson] = (StatusCodes.Status400BadRequest, "The body is not JSON."),
        [ProblemCodes.UnknownField] = (StatusCodes.Status400BadRequest, "The body has a field that this request does not know."),
        [ProblemCodes.InvalidRequest] = (StatusCodes.Status400BadRequest, "The request is not valid."),
        [ProblemCodes.UnknownTemplate] = (StatusCodes.Status400BadRequest, "There is no such template."),
        [ProblemCodes.UnknownRegion] = (StatusCodes.Status400BadRequest, "There is no such region."),
        [ProblemCodes.InvalidQuery] = (StatusCodes.Status400BadRequest, "The query is not valid."),
        [ProblemCodes.LimitExceeded] = (StatusCodes.Status403Forbidden, "A limit of the lineage stands in the way."),
        [ProblemCodes.LimitWidened] = (StatusCodes.Status403Forbidden, "Limits can only be narrower than the parent's."),
        [ProblemCodes.PlatformNotFound] = (StatusCodes.Status404NotFound, "There is no such platform."),
        [ProblemCodes.ParentNotFound] = (StatusCodes.Status404NotFound, "There is no such parent."),
        [ProblemCodes.OperationNotFound] = (StatusCodes.Status404NotFound, "There is no such operation."),
        [ProblemCodes.InstanceNotFound] = (StatusCodes.Status404NotFound, "There is no such instance."),
        [ProblemCodes.DeadLetterNotFound] = (StatusCodes.Status404NotFound, "There is no such dead letter."),
        [ProblemCodes.TemplateNotFound] = (StatusCodes.Status404NotFound, "There is no such template."),
        [ProblemCodes.RouteNotFound] = (StatusCodes.Status404NotFound, "There is no such address."),
        [ProblemCodes.MethodNotAllowed] = (StatusCodes.Status405MethodNotAllowed, "The address does not take this method."),
        [ProblemCodes.NameTaken] = (StatusCodes.Status409Conflict, "The name is taken."),
        [ProblemCodes.HasChildren] = (StatusCodes.Status409Conflict, "The platform has children."),
        [ProblemCodes.StateConflict] = (StatusCodes.Status409Conflict, "The state does not allow this."),
        [ProblemCodes.PreconditionFailed] = (StatusCodes.Status412PreconditionFailed, "The platform has changed."),
        [ProblemCodes.BodyTooLarge] = (StatusCodes.Status413PayloadTooLarge, "The body is too large."),
        [ProblemCodes.UnsupportedMediaType] = (StatusCodes.Status415UnsupportedMediaType, "The body must be application/json."),
        [ProblemCodes.IdempotencyKeyReused] = (StatusCodes.Status422UnprocessableEntity, "The Idempotency-Key was used for another request."),
        [ProblemCodes.NotSupportedHere] = (StatusCodes.Status501NotImplemented, "The durable back end cannot do this."),
        [ProblemCodes.PlatformUnreachable] = (StatusCodes.Status502BadGateway, "Another platform does not answer."),
        [ProblemCodes.TemporarilyUnavailable] = (StatusCodes.Status503ServiceUnavailable, "The request cannot be taken right now."),
        [ProblemCodes.InternalError] = (StatusCodes.Status500InternalServerError, "The program has a defect."),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every code that has an entry.</summary>
    public static IReadOnlyCollection<string> Codes => Entries.Keys;

    /// <summary>The status of a code.</summary>
    public static int StatusOf(string code) => Entries[code].Status;

    /// <summary>The title of a code.</summary>
    public static string TitleOf(string code) => Entries[code].Title;
}
