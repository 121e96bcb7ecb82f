using System.Text.Json.Nodes;

namespace PlatformDeployer.Domain.Provisioning;

/// <summary>
/// Makes and unmakes what platforms consist of. What the cloud refuses comes back as a <see cref="ProvisioningFailure"/>; a call that has no such answer
/// throws <see cref="CloudUnavailableException"/>. No exception of an SDK leaves it. Every request may be repeated: the same request twice is one.
/// </summary>
public interface ICloudProvisioner
{
    /// <summary>Creates a resource group, or finds it.</summary>
    Task<ProvisioningProgress> CreateGroupAsync(string group, string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken);

    /// <summary>Starts to put a resource.</summary>
    Task<ProvisioningProgress> StartPutAsync(ResourceTarget target, JsonObject body, CancellationToken cancellationToken);

    /// <summary>Starts to delete a resource group and all in it; one that is not there is done.</summary>
    Task<ProvisioningProgress> StartDeleteGroupAsync(string group, CancellationToken cancellationToken);

    /// <summary>Asks how a request stands.</summary>
    Task<ProvisioningProgress> PollAsync(string token, CancellationToken cancellationToken);

    /// <summary>The ids of all resources in a group; null when there is no such group.</summary>
    Task<IReadOnlySet<string>?> ListGroupAsync(string group, CancellationToken cancellationToken);

    /// <summary>Which of the targets exist; for what a group's list does not show.</summary>
    Task<IReadOnlySet<string>> FindExistingAsync(IReadOnlyList<ResourceTarget> targets, CancellationToken cancellationToken);

    /// <summary>A resource as the cloud describes it; null when it is not there.</summary>
    Task<JsonObject?> ReadAsync(ResourceTarget target, CancellationToken cancellationToken);

    /// <summary>Starts to delete a resource; one that is not there is done.</summary>
    Task<ProvisioningProgress> StartDeleteAsync(ResourceTarget target, CancellationToken cancellationToken);

    /// <summary>How many taggable resources each child of a parent has, by the child's id: one cheap call for all.</summary>
    Task<IReadOnlyDictionary<string, int>> CountByPlatformAsync(string parentId, CancellationToken cancellationToken);

    /// <summary>How a site stands.</summary>
    Task<SiteObservation> ObserveSiteAsync(ResourceTarget site, CancellationToken cancellationToken);

    /// <summary>Starts a site that was stopped.</summary>
    Task<ProvisioningFailure?> StartSiteAsync(ResourceTarget site, CancellationToken cancellationToken);

    /// <summary>Stops every site in a resource group; in one that is not there nothing runs.</summary>
    Task<ProvisioningProgress> StopSitesAsync(string group, CancellationToken cancellationToken);

    /// <summary>Restarts a site.</summary>
    Task<ProvisioningFailure?> RestartSiteAsync(ResourceTarget site, CancellationToken cancellationToken);
}
