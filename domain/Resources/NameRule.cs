namespace PlatformDeployer.Domain.Resources;

/// <summary>
/// The rule for names of a resource type, narrowed to what every such type accepts: lower-case letters, digits and, where allowed, inner single hyphens,
/// starting with a letter. Source: "Naming rules and restrictions for Azure resources" (learn.microsoft.com).
/// </summary>
/// <param name="LengthMin">The fewest characters.</param>
/// <param name="LengthMax">The most characters.</param>
/// <param name="HasHyphens">Whether hyphens are allowed.</param>
internal sealed record NameRule(int LengthMin, int LengthMax, bool HasHyphens = true);
