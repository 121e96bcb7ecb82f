using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Links;

/// <summary><c>PUT /links/ancestors</c>: the parent says where it and those above it are reached now. Who they are is the charter's matter.</summary>
/// <param name="charter">Who this platform is.</param>
/// <param name="registry">Its own record.</param>
/// <param name="own">Writes that record when it is not there yet.</param>
public sealed class SetAncestorsFunction(PlatformCharter charter, IPlatformRegistry registry, OwnRecord own)
{
    /// <summary>Runs the function.</summary>
    [Function("SetAncestors")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "links/ancestors")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        QueryReader.RefuseAll(request);
        AncestorAnnouncement announcement = await LinkBody.ReadAsync<AncestorAnnouncement>(request, cancellationToken);
        if (announcement.PlatformId != charter.Id) throw Problem.PlatformNotFound(announcement.PlatformId.Value);
        if (charter.Parent is null) throw Problem.StateConflict("The root has nobody above it.");
        CheckComplete(announcement);

        await own.EnsureAsync(cancellationToken);
        IReadOnlyList<Ancestor> told = charter.AncestorsAt(announcement.Ancestors);
        await registry.TouchAsync(charter.Id, record => record.Ancestors.SequenceEqual(told) ? null : record with { Ancestors = told }, cancellationToken);
        return HttpAnswer.Empty(StatusCodes.Status204NoContent);
    }

    private static void CheckComplete(AncestorAnnouncement announcement)
    {
        bool complete = announcement.Ancestors is not null && announcement.Ancestors.All(ancestor => ancestor is { Path: not null } && IsAddress(ancestor.Endpoint));
        if (!complete) throw Problem.InvalidField("ancestors", "Each ancestor has an id, a path and, where known, an http or https address.");
    }

    private static bool IsAddress(string? text) =>
        text is null || (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps));
}
