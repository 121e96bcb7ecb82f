using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Templates;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Templates;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;

namespace PlatformDeployer.Functions.Http.Templates;

/// <summary><c>GET /templates</c>: the template library, the latest version of each.</summary>
/// <param name="library">The library.</param>
/// <param name="own">Where this platform is reached.</param>
public sealed class ListTemplatesFunction(TemplateLibrary library, IOwnEndpoint own)
{
    /// <summary>Runs the function.</summary>
    [Function("ListTemplates")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "templates")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reader = new QueryReader(request);
        PageRequest page = reader.Page();
        reader.RefuseOthers();

        // The library does not change while the program runs: the token is the number of templates before the page.
        int skip = int.TryParse(page.SkipToken, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
        PlatformTemplate[] latest = [.. library.Templates.Select(template => template.Name).Distinct(StringComparer.Ordinal).Select(Latest)];
        TemplateView[] views = [.. latest.Skip(skip).Take(page.Top).Select(template => TemplateViews.Of(template, library))];
        int next = skip + views.Length;
        return HttpAnswer.Ok(new Page<TemplateView>(
            views, PageRequest.NextLink(own, request, next < latest.Length ? next.ToString(CultureInfo.InvariantCulture) : null)));
    }

    private PlatformTemplate Latest(string name) =>
        library.Find(new TemplateReference(name, null)) ?? library.Templates.First(template => template.Name == name);
}
