namespace PlatformDeployer.Functions.Spawning;

/// <summary>The regions that platforms may be put in.</summary>
public sealed class RegionCatalog
{
    /// <summary>Makes the catalogue.</summary>
    /// <param name="regions">The regions' names.</param>
    public RegionCatalog(IEnumerable<string> regions) => Regions = [.. regions.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    /// <summary>
    /// The regions when the settings name none: those that Flex Consumption, which the templates' sites run on, is offered in
    /// (learn.microsoft.com/azure/azure-functions/flex-consumption-how-to).
    /// </summary>
    public static IReadOnlyList<string> Default { get; } =
    [
        "australiaeast", "australiasoutheast", "brazilsouth", "canadacentral", "canadaeast", "centralindia", "centralus", "eastasia", "eastus", "eastus2",
        "francecentral", "germanywestcentral", "italynorth", "japaneast", "japanwest", "koreacentral", "northcentralus", "northeurope", "norwayeast",
        "southafricanorth", "southcentralus", "southeastasia", "southindia", "spaincentral", "swedencentral", "switzerlandnorth", "uaenorth", "uksouth",
        "ukwest", "westcentralus", "westeurope", "westus", "westus2", "westus3",
    ];

    /// <summary>The regions, in order.</summary>
    public IReadOnlyList<string> Regions { get; }

    /// <summary>A region as the catalogue writes it, whatever the case; null when there is no such region.</summary>
    public string? Find(string name) => Regions.FirstOrDefault(region => region.Equals(name, StringComparison.OrdinalIgnoreCase));
}
