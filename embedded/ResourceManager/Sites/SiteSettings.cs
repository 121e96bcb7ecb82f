using System.Text.Json;
using System.Text.Json.Nodes;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Sites;

/// <summary>
/// The app settings of a site. They stand in one place, <c>config/appsettings</c>, whichever way they were put, so the last PUT of them wins:
/// with the site as <c>siteConfig.appSettings</c>, or by themselves.
/// </summary>
internal static class SiteSettings
{
    private const string Config = "config";
    private const string AppSettings = "appsettings";

    public static IReadOnlyDictionary<string, string> Of(ResourceState state, ResourceId site)
    {
        Dictionary<string, string> settings = new(StringComparer.OrdinalIgnoreCase);
        if (!state.Resources.TryFind(site.Child(Config, AppSettings), out ResourceRecord? config) || !config.Body.TryGetProperty("properties",
            out JsonElement map))
            return settings;
        foreach (JsonProperty setting in map.EnumerateObject())
            settings[setting.Name] = setting.Value.GetString() ?? string.Empty;
        return settings;
    }

    /// <summary>Moves the settings that came with a site to their place; a site put without any keeps those it has.</summary>
    public static SpreadRecord SpreadSite(ResourceState state, ResourceRecord site)
    {
        ResourceRecord? before = state.Resources.Find(site.Id.Child(Config, AppSettings));
        JsonObject body = JsonObject.Create(site.Body)!;
        JsonObject? siteConfig = (body["properties"] as JsonObject)?["siteConfig"] as JsonObject;
        if (siteConfig?["appSettings"] is not JsonArray given)
            return before is null ? new SpreadRecord(site, [Record(site, before, [])]) : new SpreadRecord(site, []);
        JsonObject settings = [];
        foreach (JsonNode? setting in given)
            settings[setting!["name"]!.GetValue<string>()] = setting["value"]!.GetValue<string>();
        siteConfig.Remove("appSettings");
        return new SpreadRecord(site with { Body = StoreJson.BodyOf(body) }, [Record(site, before, settings)]);
    }

    /// <summary>After settings were put by themselves, the site's own last PUT is no longer what stands: a repetition of it is a change.</summary>
    public static SpreadRecord SpreadConfig(ResourceState state, ResourceRecord config)
        => config.Id.Name.Equals(AppSettings, StringComparison.OrdinalIgnoreCase) && state.Resources.TryFind(config.Id.Parent!, out ResourceRecord? site)
            ? new SpreadRecord(config, [site with { DesiredDigest = string.Empty }])
            : new SpreadRecord(config, []);

    private static ResourceRecord Record(ResourceRecord site, ResourceRecord? before, JsonObject settings)
        => new()
        {
            Id = before?.Id ?? site.Id.Child(Config, AppSettings),
            Location = site.Location,
            Body = StoreJson.BodyOf(new JsonObject { ["properties"] = settings }),
            Creations = before?.Creations ?? 1,
            PutsFound = before?.PutsFound ?? 0,
            CreatedAt = before?.CreatedAt ?? site.ChangedAt,
            ChangedAt = site.ChangedAt,
            CreatedBy = before?.CreatedBy ?? site.CreatedBy,
        };
}
