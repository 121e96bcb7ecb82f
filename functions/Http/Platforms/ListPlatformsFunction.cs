using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;

namespace PlatformDeployer.Functions.Http.Platforms;

/// <summary><c>GET /platforms</c>: discovery.</summary>
/// <param name="registry">What is known.</param>
/// <param name="own">Where this platform is reached.</param>
public sealed class ListPlatformsFunction(IPlatformRegistry registry, IOwnEndpoint own)
{
    private const int LabelsMax = 20;

    /// <summary>Runs the function.</summary>
    [Function("ListPlatforms")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "platforms")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RegistryPage found = await registry.QueryAsync(Read(request), cancellationToken);
        return HttpAnswer.Ok(new Page<PlatformView>([.. found.Platforms.Select(PlatformViews.Of)], PageRequest.NextLink(own, request, found.SkipToken)));
    }

    /// <summary>Reads the query.</summary>
    internal static PlatformQuery Read(HttpRequest request)
    {
        var reader = new QueryReader(request);
        var query = new PlatformQuery
        {
            Name = reader.Text("name"),
            State = reader.Choice<PlatformState>("state"),
            Template = reader.Text("template"),
            Region = reader.Text("region"),
            ParentId = reader.Parsed("parentId", text => PlatformId.TryParse(text, out PlatformId id) ? id : (PlatformId?)null, "a platform's id"),
            Generation = reader.Integer("generation", 0, int.MaxValue),
            Labels = Labels(reader),
        };
        PageRequest page = reader.Page();
        reader.RefuseOthers();
        return query with { Top = page.Top, SkipToken = page.SkipToken };
    }

    private static Dictionary<string, string> Labels(QueryReader reader)
    {
        const string Name = "label";
        Dictionary<string, string> labels = new(StringComparer.Ordinal);
        IReadOnlyList<string> texts = reader.Texts(Name);
        if (texts.Count > LabelsMax) reader.Refuse(Name, $"At most {LabelsMax} labels can be asked for.");
        foreach (string text in texts.Take(LabelsMax))
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) reader.Refuse(Name, "label must read key=value.");
            else if (!labels.TryAdd(text[..equals], text[(equals + 1)..])) reader.Refuse(Name, $"The label '{Problems.Problem.Clip(text[..equals])}' is asked for more than once.");
        }

        return labels;
    }
}
