using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.Arrows;

/// <summary>The arrows of the house: which folder's projects may reference which, and which official APIs they may ask for.</summary>
internal static class ReferenceRules
{
    private static readonly string[] FreeAreas = ["tests", "benchmarks"];

    // What an area may reference, and which OfficialApi items it may hold. An area that is missing here has no rule, which is a failure of its own.
    private static readonly Dictionary<string, (string[] Areas, string[] Apis)> Allowed = new(StringComparer.Ordinal)
    {
        ["contracts"] = ([], []),
        ["domain"] = (["contracts"], []),
        ["orchestrations"] = (["domain"], ["DurableTask", "Functions"]),
        ["azure"] = (["domain"], ["Tables", "ServiceBus"]),
        ["functions"] = (["contracts", "domain", "orchestrations", "azure"], ["DurableTask", "Functions", "Tables", "ServiceBus"]),
        ["embedded"] = (["embedded"], []),
        ["embedded/Host"] = (["embedded", "functions"], []),
        ["clients"] = (["contracts", "clients"], []),
    };

    public static IEnumerable<string> FindWrong(string folder, IEnumerable<string> referencedFolders, IEnumerable<string> officialApis)
    {
        string area = AreaOf(folder);
        if (FreeAreas.Contains(area)) return [];
        if (!Allowed.TryGetValue(folder, out (string[] Areas, string[] Apis) rule) && !Allowed.TryGetValue(area, out rule))
        {
            return [$"{folder}: no arrow is drawn for this folder"];
        }

        return
        [
            .. referencedFolders.Where(r => !rule.Areas.Contains(AreaOf(r)) || (r == "embedded/Host")).Select(r => $"{folder} → {r}"),
            .. officialApis.Where(a => !rule.Apis.Contains(a)).Select(a => $"{folder} asks for the official API {a}"),
        ];
    }

    public static IEnumerable<string> FindWrong(ProjectFile project) => FindWrong(project.Folder, project.ReferencedFolders, project.OfficialApis);

    private static string AreaOf(string folder) => folder.Split('/')[0];
}
