using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using PlatformDeployer.Domain.Configuration;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Resources;
using PlatformDeployer.Domain.Settings;

namespace PlatformDeployer.Functions.Composition;

/// <summary>Who this platform is, by its settings: a child's charter stands in one of them; a platform without is a root.</summary>
internal static class CharterSettings
{
    /// <summary>The setting that a parent gives its child.</summary>
    public const string CharterKey = "Platform:Charter";

    /// <summary>The section that makes a root something else than the default one.</summary>
    public const string RootSection = "Platform:Root";

    /// <summary>The default name of a root.</summary>
    public const string RootName = "root";

    /// <summary>The default region of a root.</summary>
    public const string RootRegion = "westeurope";

    /// <summary>The template of a root: it was not made from one.</summary>
    public const string RootTemplate = "root@1.0.0";

    /// <summary>
    /// How many generations may stand below a root that says nothing of it. Lineages may be deeper, but a runaway chain of spawns should meet a limit
    /// before it meets the subscription's (980 resource groups).
    /// </summary>
    public const int RootDepth = 32;

    /// <summary>Reads the charter.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="now">When a root that says nothing of it was made.</param>
    /// <exception cref="SettingException">A setting is not valid; it says which.</exception>
    public static PlatformCharter Read(IConfiguration configuration, DateTimeOffset now)
    {
        string? json = configuration[CharterKey];
        return string.IsNullOrWhiteSpace(json) ? Root(configuration.GetSection(RootSection), now) : Child(json);
    }

    private static PlatformCharter Child(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<PlatformCharter>(json, JsonSerializerOptions.Web) ?? throw Invalid(CharterKey, "it is null");
        }
        catch (JsonException exception)
        {
            throw Invalid(CharterKey, exception.Message.TrimEnd('.'));
        }
    }

    private static PlatformCharter Root(IConfigurationSection settings, DateTimeOffset now)
    {
        string name = Text(settings, "Name") ?? RootName;
        if (!PlatformName.TryParse(name, out PlatformName? rootName)) throw Invalid($"{RootSection}:Name", $"'{name}' does not match {PlatformName.Pattern}");
        string idText = Text(settings, "Id") ?? RootName;
        if (!PlatformId.TryParse(idText, out PlatformId id)) throw Invalid($"{RootSection}:Id", $"'{idText}' is not 3 to 16 lower-case letters and digits, the first a letter");

        PlatformPath path = PlatformPath.Root(rootName);
        return new PlatformCharter
        {
            Id = id,
            Path = path,
            Template = RootTemplate,
            Region = Text(settings, "Region") ?? RootRegion,
            ResourceGroup = Text(settings, "ResourceGroup") ?? ResourceNames.ResourceGroup(id.Value, name),
            Configuration = PlatformConfiguration.Empty,
            Limits = Limits(settings, path),
            CreatedAt = now,
        };
    }

    private static EffectiveLimits Limits(IConfigurationSection settings, PlatformPath owner) => new(
        new DepthLimit(Count(settings, "Limits:Depth") ?? RootDepth, owner),
        Count(settings, "Limits:Children") is int children ? new CountLimit(children, owner) : null,
        Count(settings, "Limits:Descendants") is int descendants ? new CountLimit(descendants, owner) : null,
        Names(settings, "Limits:Templates") is { } templates ? new SetLimit(templates, owner) : null,
        Names(settings, "Limits:Regions") is { } regions ? new SetLimit(regions, owner) : null);

    private static int? Count(IConfigurationSection settings, string key)
    {
        if (Text(settings, key) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? count
            : throw Invalid($"{RootSection}:{key}", $"'{text}' is not a number of 0 or more");
    }

    private static string[]? Names(IConfigurationSection settings, string key) =>
        Text(settings, key)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string? Text(IConfigurationSection settings, string key) => string.IsNullOrWhiteSpace(settings[key]) ? null : settings[key];

    private static SettingException Invalid(string key, string what) => SettingException.NotValid(key, what);
}
