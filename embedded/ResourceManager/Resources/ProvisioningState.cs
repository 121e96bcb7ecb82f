namespace Embedded.ResourceManager.Resources;

/// <summary>The states of a resource, as <c>properties.provisioningState</c> tells them.</summary>
internal enum ProvisioningState
{
    Succeeded,
    Creating,
    Updating,
    Deleting,
    Failed,
    Canceled,
}
