using System.Reflection;

namespace Embedded.Host;

/// <summary>The program that this machine can run: the one it was built with.</summary>
/// <param name="App">The assembly with the functions.</param>
internal sealed record LocalPackage(Assembly App)
{
    /// <summary>The program of this build.</summary>
    public static LocalPackage Program { get; } = new(Assembly.Load("PlatformDeployer.Functions"));

    /// <summary>The address a child's site is told to fetch the program from; it names the build, and nothing is fetched.</summary>
    public Uri Address { get; } = new($"https://program.local/{App.GetName().Name}/{App.ManifestModule.ModuleVersionId:n}.zip");

    /// <summary>Whether a package is this program, of this build or of an earlier one whose sites are still there.</summary>
    public bool IsProgram(Uri package) =>
        package.Host == Address.Host && package.AbsolutePath.StartsWith($"/{App.GetName().Name}/", StringComparison.Ordinal);
}
