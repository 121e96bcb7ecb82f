using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Admin;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;

namespace PlatformDeployer.Functions.Http.Admin;

/// <summary><c>GET /admin/dead-letters</c>: the work that does not go on by itself, the oldest first.</summary>
/// <param name="letters">Finds it.</param>
/// <param name="own">Where this platform is reached.</param>
public sealed class ListDeadLettersFunction(DeadLetters letters, IOwnEndpoint own)
{
    /// <summary>Runs the function.</summary>
    [Function("ListDeadLetters")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "admin/dead-letters")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        var reader = new QueryReader(request);
        PageRequest page = reader.Page();
        reader.RefuseOthers();

        // Letters go while one reads, so the next page begins after the last one that was shown, and not at a number.
        IReadOnlyList<DeadLetterView> all = await letters.ListAsync(client, cancellationToken);
        DeadLetterView[] rest = [.. page.SkipToken is null ? all : all.Where(letter => string.CompareOrdinal(MarkOf(letter), page.SkipToken) > 0)];
        string? next = rest.Length > page.Top ? MarkOf(rest[page.Top - 1]) : null;
        return HttpAnswer.Ok(new Page<DeadLetterView>([.. rest.Take(page.Top)], PageRequest.NextLink(own, request, next)));
    }

    private static string MarkOf(DeadLetterView letter) => $"{letter.At.UtcTicks:D19} {letter.Id}";
}
