namespace PlatformDeployer.Architecture.Tests.Repository;

/// <summary>Turns what a rule found into a failure that names all of it.</summary>
internal static class Violations
{
    public static void AssertNone(IEnumerable<string> found, string rule)
    {
        List<string> all = [.. found];
        if (all.Count > 0) Assert.Fail($"{rule}\n  {string.Join("\n  ", all)}");
    }
}
