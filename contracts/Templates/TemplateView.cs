namespace PlatformDeployer.Contracts.Templates;

/// <summary>A template, as <c>GET /templates</c> lists it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its latest version, or the one asked for.</param>
/// <param name="Versions">All its versions, latest first.</param>
/// <param name="Description">What it makes.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Tiers">What it consists of.</param>
public sealed record TemplateView(
    string Name,
    string Version,
    IReadOnlyList<string> Versions,
    string Description,
    IReadOnlyList<TemplateParameterView> Parameters,
    IReadOnlyList<TemplateTierView> Tiers);
