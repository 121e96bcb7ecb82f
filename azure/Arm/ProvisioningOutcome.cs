namespace PlatformDeployer.Azure.Arm;

/// <summary>What a status or a provisioning state says.</summary>
internal enum ProvisioningOutcome
{
    /// <summary>There is none: what was asked for is simply there.</summary>
    Unsaid,

    /// <summary>It goes on.</summary>
    Pending,

    /// <summary>It ended well.</summary>
    Succeeded,

    /// <summary>It failed or was cancelled.</summary>
    Failed,
}
