namespace Embedded.Host;

/// <summary>Where a run keeps what it writes.</summary>
internal static class DataFolder
{
    private const string RepositoryMark = "Functions.sln";

    /// <summary><c>.data</c> in the repository the program was built from; in the working folder when it stands elsewhere.</summary>
    public static string Default
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, RepositoryMark))) folder = folder.Parent;
            return Path.Combine(folder?.FullName ?? Directory.GetCurrentDirectory(), ".data");
        }
    }
}
