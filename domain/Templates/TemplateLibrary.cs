namespace PlatformDeployer.Domain.Templates;

/// <summary>The templates there are, by name and version.</summary>
public sealed class TemplateLibrary
{
    private const int FilesMax = 1000;

    private readonly PlatformTemplate[] _templates;

    private TemplateLibrary(IEnumerable<PlatformTemplate> templates) =>
        _templates =
        [
            .. templates
                .OrderBy(template => template.Name, StringComparer.Ordinal)
                .ThenByDescending(template => template.Version, SemanticVersion.Precedence),
        ];

    /// <summary>All templates, by name, the latest version of each first.</summary>
    public IReadOnlyList<PlatformTemplate> Templates => _templates;

    /// <summary>The names of all templates, sorted.</summary>
    public IReadOnlyList<string> Names => [.. _templates.Select(template => template.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>Reads templates from files.</summary>
    /// <param name="files">The name and the text of every file.</param>
    /// <exception cref="TemplateException">Something is wrong in some of them; it says everything that is.</exception>
    public static TemplateLibrary Load(IEnumerable<(string FileName, string Text)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        List<TemplateError> errors = [];
        List<TemplateDocument> documents = [];
        foreach ((string fileName, string text) in files)
        {
            if (documents.Count == FilesMax)
            {
                throw new TemplateException([new TemplateError(fileName, 0, 0, $"A library holds at most {FilesMax} templates.")]);
            }

            List<TemplateError> found = [];
            TemplateDocument? document = DocumentReader.Read(fileName, text, found);
            if (document is not null)
            {
                TemplateChecker.CheckAlone(document, found);
                documents.Add(document);
            }

            errors.AddRange(found.Take(YamlLimits.ErrorsMax));
        }

        CheckUnique(documents, errors);
        TemplateAssembler assembler = new(documents, errors);
        List<PlatformTemplate> templates = [.. documents.Select(assembler.Assemble).OfType<PlatformTemplate>()];
        return errors.Count == 0 ? new TemplateLibrary(templates) : throw new TemplateException(errors);
    }

    /// <summary>The template of a name: of the given version, or the latest (a pre-release only when there is no release); null when there is none.</summary>
    public PlatformTemplate? Find(TemplateReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        IEnumerable<PlatformTemplate> versions = _templates.Where(template => string.Equals(template.Name, reference.Name, StringComparison.Ordinal));
        return reference.Version is null
            ? versions.OrderBy(template => template.Version.Prerelease.Length > 0).FirstOrDefault()
            : versions.FirstOrDefault(template => template.Version == reference.Version);
    }

    private static void CheckUnique(List<TemplateDocument> documents, List<TemplateError> errors)
    {
        foreach (IGrouping<string, TemplateDocument> same in documents.GroupBy(document => document.Reference, StringComparer.Ordinal))
        {
            errors.AddRange(same.Skip(1).Select(document => document.Position.Error($"{document.Reference} is also in {same.First().Position.File}.")));
        }
    }
}
