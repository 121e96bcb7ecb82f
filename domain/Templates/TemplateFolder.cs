namespace PlatformDeployer.Domain.Templates;

/// <summary>Reads the templates of a folder: every <c>*.yaml</c> and <c>*.yml</c> in it, not in folders below it.</summary>
public static class TemplateFolder
{
    /// <summary>Reads them.</summary>
    /// <param name="fileNames">The names of the files in the folder.</param>
    /// <param name="readText">Reads the text of one of them.</param>
    /// <exception cref="TemplateException">There is none, or something is wrong in some of them.</exception>
    public static TemplateLibrary Load(IEnumerable<string> fileNames, Func<string, string> readText)
    {
        ArgumentNullException.ThrowIfNull(fileNames);
        ArgumentNullException.ThrowIfNull(readText);
        string[] files =
        [
            .. fileNames
                .Where(name => name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];
        return files.Length > 0
            ? TemplateLibrary.Load(files.Select(name => (Path.GetFileName(name), readText(name))))
            : throw new TemplateException("There is no template: no file ends in .yaml.");
    }

    /// <summary>Reads the templates of a folder on disk.</summary>
    /// <exception cref="TemplateException">There is none, or something is wrong in some of them.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static TemplateLibrary Load(string folder) => Load(Directory.EnumerateFiles(folder), File.ReadAllText);
}
