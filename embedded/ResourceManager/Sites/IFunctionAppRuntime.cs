namespace Embedded.ResourceManager.Sites;

/// <summary>Runs function apps for the sites that have received a package. A start of a site that runs already answers its endpoint.</summary>
internal interface IFunctionAppRuntime
{
    /// <summary>Throws with a message for the site's owner when the app does not come up.</summary>
    Task<SiteEndpoint> StartAsync(SiteStart start, CancellationToken cancellationToken);

    /// <summary>Stops a site's app; does nothing when it is not running.</summary>
    Task StopAsync(string siteResourceId, CancellationToken cancellationToken);

    /// <summary>Stops a site's app and forgets it; does nothing when there is none. Its data belongs to its storage account and stays.</summary>
    Task DeleteAsync(string siteResourceId, CancellationToken cancellationToken);

    /// <summary>
    /// Removes what the apps kept in a storage account that is being deleted; does nothing when there is none, as it may be called again after
    /// a crash. A runtime that keeps no data has nothing to do.
    /// </summary>
    Task DeleteStorageAsync(string accountName, CancellationToken cancellationToken) => Task.CompletedTask;
}
