namespace PlatformDeployer.Domain.Resources;

/// <summary>What the compiler has to know of a resource type.</summary>
/// <param name="Name">The rule for the last part of its name.</param>
/// <param name="Location">Where it lives.</param>
/// <param name="HasTags">Whether it can have tags.</param>
/// <param name="Stage">The stage it is put in unless the template says otherwise.</param>
/// <param name="Role">What it is to a platform unless the template says otherwise.</param>
internal sealed record ResourceTypeTraits(
    NameRule Name,
    LocationKind Location,
    bool HasTags,
    ResourceStage Stage = ResourceStage.Provision,
    ResourceRole Role = ResourceRole.Resource);
