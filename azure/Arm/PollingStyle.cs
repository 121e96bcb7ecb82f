using System.Text.Json.Serialization;

namespace PlatformDeployer.Azure.Arm;

/// <summary>
/// How a long-running operation is asked after; see
/// https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<PollingStyle>))]
internal enum PollingStyle
{
    /// <summary>The address from <c>Azure-AsyncOperation</c> answers a body with a <c>status</c>.</summary>
    Status,

    /// <summary>The address from <c>Location</c> answers 202 until it is done.</summary>
    Location,

    /// <summary>The resource itself carries <c>properties.provisioningState</c>.</summary>
    Resource,
}
