using Microsoft.Extensions.Hosting;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Domain.Settings;
using PlatformDeployer.Domain.Templates;
using PlatformDeployer.Functions.Http.Bodies;
using PlatformDeployer.Functions.Spawning;

namespace PlatformDeployer.Functions.Composition;

/// <summary>
/// Reads every setting before anything is written, so that what is wrong stops the start and not the first request. What a child's charter names was
/// checked by its parent, whose library may have held more.
/// </summary>
/// <param name="charter">Who this platform is.</param>
/// <param name="target">Where children are put; taken so that it has been read.</param>
/// <param name="templates">The templates there are.</param>
/// <param name="regions">The regions there are.</param>
/// <param name="ownEndpoint">Where this platform is reached.</param>
internal sealed class StartupCheck(
    PlatformCharter charter, DeploymentTarget target, TemplateLibrary templates, RegionCatalog regions, IOwnEndpoint ownEndpoint) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        _ = ownEndpoint.Address;
        if (charter.Parent is null) CheckRoot();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void CheckRoot()
    {
        CheckRegion("Region", charter.Region);
        foreach (string region in AllowedBy(charter.Limits.Regions)) CheckRegion("Limits:Regions", region);
        foreach (string template in AllowedBy(charter.Limits.Templates)) CheckTemplate(template);
    }

    private static IReadOnlyList<string> AllowedBy(SetLimit? limit) => limit is null ? [] : [.. limit.Allowed];

    private void CheckRegion(string setting, string region)
    {
        if (regions.Find(region) is null) throw Unknown(setting, "region", region, regions.Regions);
    }

    private void CheckTemplate(string name)
    {
        bool known = TemplateReference.TryParse(name, out TemplateReference? reference) && templates.Find(reference) is not null;
        if (!known) throw Unknown("Limits:Templates", "template", name, templates.Names);
    }

    private static SettingException Unknown(string setting, string kind, string name, IReadOnlyList<string> known)
    {
        string hint = NearMiss.Find(name, known) is { } near ? $"Did you mean '{near}'?" : $"There are {string.Join(", ", known)}.";
        return new SettingException($"The setting {CharterSettings.RootSection}:{setting} is not valid: there is no {kind} '{name}'. {hint}");
    }
}
