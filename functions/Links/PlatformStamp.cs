using System.Text.Json;
using PlatformDeployer.Domain.Configuration;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Links;

/// <summary>Limits and configuration as text, to tell whether they differ: records that hold lists are not equal by what is in the lists.</summary>
internal static class PlatformStamp
{
    /// <summary>Those of a record.</summary>
    public static string Of(PlatformRecord record) => Of(record.Limits, record.Configuration);

    /// <summary>Those of a charter.</summary>
    public static string Of(PlatformCharter charter) => Of(charter.Limits, charter.Configuration);

    private static string Of(EffectiveLimits limits, PlatformConfiguration configuration) => JsonSerializer.Serialize(
        new { limits, values = configuration.Values.OrderBy(value => value.Key, StringComparer.Ordinal).ToArray() }, JsonSerializerOptions.Web);
}
