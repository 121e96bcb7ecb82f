namespace Embedded.ResourceManager.Http;

/// <summary>The regions a resource can be in.</summary>
internal static class AzureRegions
{
    private static readonly Dictionary<string, string> DisplayNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["australiaeast"] = "Australia East", ["australiasoutheast"] = "Australia Southeast", ["brazilsouth"] = "Brazil South", ["canadacentral"] = "Canada Central", ["canadaeast"] = "Canada East",
        ["centralindia"] = "Central India",
        ["centralus"] = "Central US", ["eastasia"] = "East Asia", ["eastus"] = "East US", ["eastus2"] = "East US 2", ["francecentral"] = "France Central",
        ["germanywestcentral"] = "Germany West Central", ["israelcentral"] = "Israel Central", ["italynorth"] = "Italy North",
        ["japaneast"] = "Japan East", ["japanwest"] = "Japan West", ["koreacentral"] = "Korea Central", ["mexicocentral"] = "Mexico Central",
        ["northcentralus"] = "North Central US", ["northeurope"] = "North Europe", ["norwayeast"] = "Norway East", ["polandcentral"] = "Poland Central",
        ["qatarcentral"] = "Qatar Central", ["southafricanorth"] = "South Africa North", ["southcentralus"] = "South Central US",
        ["southeastasia"] = "Southeast Asia", ["southindia"] = "South India", ["spaincentral"] = "Spain Central", ["swedencentral"] = "Sweden Central",
        ["switzerlandnorth"] = "Switzerland North", ["uaenorth"] = "UAE North", ["uksouth"] = "UK South", ["ukwest"] = "UK West",
        ["westcentralus"] = "West Central US", ["westeurope"] = "West Europe", ["westus"] = "West US", ["westus2"] = "West US 2", ["westus3"] = "West US 3",
    };

    public static IEnumerable<KeyValuePair<string, string>> All => DisplayNames.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    public static string Normalize(string location) => location.Replace(" ", string.Empty, StringComparison.Ordinal).ToLowerInvariant();

    public static bool Contains(string normalized) => DisplayNames.ContainsKey(normalized);
}
