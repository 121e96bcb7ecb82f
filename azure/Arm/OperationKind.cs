using System.Text.Json.Serialization;

namespace PlatformDeployer.Azure.Arm;

/// <summary>What a long-running operation was asked to do.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OperationKind>))]
internal enum OperationKind
{
    /// <summary>Put a resource: at its end the resource is there.</summary>
    Put,

    /// <summary>Delete something: at its end it is gone.</summary>
    Delete,
}
