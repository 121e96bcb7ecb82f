namespace PlatformDeployer.Domain.Templates;

/// <summary>The bounds of what a template file may be: every one of them is far above what a template needs.</summary>
internal static class YamlLimits
{
    /// <summary>Bytes of one file, in UTF-8.</summary>
    public const int FileBytesMax = 1024 * 1024;

    /// <summary>Lists and mappings inside one another.</summary>
    public const int DepthMax = 64;

    /// <summary>Nodes of one file, every alias written out.</summary>
    public const int NodesMax = 50_000;

    /// <summary>Errors reported for one file; after so many a file is only noise.</summary>
    public const int ErrorsMax = 200;

    /// <summary>Adds sizes up without overflow; past <see cref="NodesMax"/> it does not matter by how much.</summary>
    public static int Sum(IEnumerable<int> sizes)
    {
        int sum = 1;
        foreach (int size in sizes)
        {
            sum = int.Min(NodesMax + 1, sum + size);
        }

        return sum;
    }
}
