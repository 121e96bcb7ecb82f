namespace PlatformDeployer.Azure.Arm;

/// <summary>The tags by which platforms' resources are found; templates put them on everything.</summary>
internal static class ResourceTags
{
    public const string Platform = "platform-id";
    public const string Parent = "platform-parent";
}
