namespace Embedded.ResourceManager.Http;

/// <summary>The api-versions of the Resource Manager's own routes.</summary>
internal static class ResourceManagerVersions
{
    public static IReadOnlyList<string> All { get; } =
    [
        "2014-04-01", "2015-01-01", "2015-11-01", "2016-06-01", "2016-09-01", "2017-05-10", "2018-05-01", "2019-05-10", "2019-11-01", "2020-01-01",
        "2020-06-01", "2020-10-01", "2021-01-01", "2021-04-01", "2022-01-01", "2022-09-01", "2022-12-01", "2023-07-01", "2024-03-01", "2024-11-01",
        "2025-04-01",
    ];
}
