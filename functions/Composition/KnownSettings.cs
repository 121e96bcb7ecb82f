using Microsoft.Extensions.Configuration;
using PlatformDeployer.Domain.Settings;
using PlatformDeployer.Functions.Http.Bodies;

namespace PlatformDeployer.Functions.Composition;

/// <summary>The settings of the program's own sections. One that is misspelt would be taken for one that is left out, and a limit be none.</summary>
internal static class KnownSettings
{
    private static readonly string[] Sections = ["Platform", "Sweep", "Report", "Retention"];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Platform:TenantId", "Platform:SubscriptionId", "Platform:PackageUri", "Platform:Endpoint", "Platform:EndpointScheme", "Platform:Regions",
        "Platform:TemplatesFolder", "Platform:Charter", "Platform:Root:Name", "Platform:Root:Id", "Platform:Root:Region", "Platform:Root:ResourceGroup",
        "Platform:Root:Limits:Depth", "Platform:Root:Limits:Children", "Platform:Root:Limits:Descendants", "Platform:Root:Limits:Templates",
        "Platform:Root:Limits:Regions", "Sweep:Schedule", "Sweep:StaleSeconds", "Sweep:AdoptSeconds", "Sweep:LookSeconds", "Sweep:SilenceSeconds", "Sweep:SuspectSeconds", "Report:Schedule",
        "Retention:Schedule", "Retention:Minutes",
    ];

    /// <summary>Refuses what is no setting of the program.</summary>
    /// <exception cref="SettingException">There is one; it says which.</exception>
    public static void RefuseOthers(IConfiguration configuration)
    {
        foreach (string name in Sections.SelectMany(section => configuration.GetSection(section).AsEnumerable()).Where(IsUnknown).Select(setting => setting.Key))
        {
            string hint = NearMiss.Find(name, Names) is { } near ? $"Did you mean {near}?" : "docs/settings.md lists them.";
            throw new SettingException($"There is no setting {name}. {hint}");
        }
    }

    // What a section is itself set to, as by a variable PLATFORM of something else, says nothing to the program.
    private static bool IsUnknown(KeyValuePair<string, string?> setting) =>
        setting.Value is not null && !Sections.Contains(setting.Key, StringComparer.OrdinalIgnoreCase) && !Names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase);
}
