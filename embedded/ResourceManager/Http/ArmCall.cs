using Embedded.ResourceManager.Providers;

namespace Embedded.ResourceManager.Http;

/// <summary>One call on its way: the request, who makes it, and the ids it is known by.</summary>
internal sealed record ArmCall(ArmRequest Request, Principal Principal, string CorrelationId)
{
    /// <summary>A fault that the operation which this call starts is going to meet.</summary>
    public Profiles.FaultRule? OperationFault { get; init; }

    /// <summary>The api-version, checked to be there; throws ARM's error when it is not.</summary>
    public string ApiVersion
        => Request.TryQuery("api-version", out string? version) && version.Length > 0
            ? version
            : throw new ArmException(
                400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");

    /// <summary>Checks the api-version against a type's.</summary>
    public void RequireApiVersion(ResourceSchema schema)
    {
        string version = ApiVersion;
        if (schema.ApiVersions.Contains(version, StringComparer.OrdinalIgnoreCase))
            return;
        string supported = string.Join(",", schema.ApiVersions);
        throw new ArmException(
            400,
            "NoRegisteredProviderFound",
            $"No registered resource provider found for API version '{version}' for type '{schema.Type.Path}'. "
                + $"The supported api-versions are '{supported}'.");
    }

    /// <summary>Checks the api-version of a call to the Resource Manager itself.</summary>
    public void RequireApiVersion()
    {
        string version = ApiVersion;
        if (!ResourceManagerVersions.All.Contains(version, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArmException(
                400,
                "InvalidApiVersionParameter",
                $"The api-version '{version}' is invalid. The supported versions are '{string.Join(",", ResourceManagerVersions.All)}'.");
        }
    }
}
