using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Provisioning;

/// <summary>How a request to the cloud stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProvisioningPhase>))]
public enum ProvisioningPhase
{
    /// <summary>The cloud is working on it; ask again with the token.</summary>
    InProgress,

    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>Failed; the failure says whether trying again can help.</summary>
    Failed,
}
