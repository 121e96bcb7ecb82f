using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Domain.Templates;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Http.Templates;

/// <summary><c>GET /templates/{name}</c>: one template, as <c>name</c> or <c>name@version</c>.</summary>
/// <param name="library">The library.</param>
public sealed class GetTemplateFunction(TemplateLibrary library)
{
    /// <summary>Runs the function.</summary>
    [Function("GetTemplate")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "templates/{name}")] HttpRequest request, string name)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(name);
        QueryReader.RefuseAll(request);
        PlatformTemplate? template = TemplateReference.TryParse(name, out TemplateReference? reference) ? library.Find(reference) : null;
        if (template is not null) return HttpAnswer.Ok(TemplateViews.Of(template, library));
        throw new ProblemException(ProblemCodes.TemplateNotFound, $"There is no template '{Problem.Clip(name)}'.")
            .With("knownTemplates", library.Templates.Select(known => known.Reference).ToArray());
    }
}
