using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.Arrows;

/// <summary>What the compiled app uses.</summary>
public sealed class AssemblyReferenceTests
{
    [Fact]
    public void Contracts_UseTheRuntimeAlone() => Assert.Empty(AssemblyReferences.BeyondTheRuntime(House.Project("contracts")));

    [Fact]
    public void Domain_UsesContractsAndYamlAlone()
    {
        string[] allowed = [House.Project("contracts").AssemblyName, "YamlDotNet"];
        Violations.AssertNone(AssemblyReferences.BeyondTheRuntime(House.Project("domain")).Except(allowed), "The domain uses:");
    }

    [Fact]
    public void Orchestrations_SeeNoAzureSdkAndOnlyTheApisTheyAskFor()
    {
        ProjectFile orchestrations = House.Project("orchestrations");
        string[] standIns = [.. orchestrations.OfficialApis.Select(a => House.Project("embedded/" + a).AssemblyName)];
        IEnumerable<string> assemblies = AssemblyReferences.BeyondTheRuntime(orchestrations)
            .Where(n => n.StartsWith("Azure.", StringComparison.Ordinal) || (n.StartsWith("Embedded.", StringComparison.Ordinal) && !standIns.Contains(n)));
        IEnumerable<string> spaces = AssemblyReferences.Namespaces(orchestrations).Where(n => n == "Azure" || n.StartsWith("Azure.", StringComparison.Ordinal));
        Violations.AssertNone(assemblies.Concat(spaces), "The orchestrations use:");
    }

    [Fact]
    public void App_SeesNothingInternalOfTheEmbeddedRuntime()
    {
        string[] standIns = [.. OfficialApi.StandIn.All.Select(s => s.Project.AssemblyName)];
        IEnumerable<string> hidden = House.App.SelectMany(p =>
            AssemblyReferences.BeyondTheRuntime(p).Where(n => n.StartsWith("Embedded.", StringComparison.Ordinal) && !standIns.Contains(n))
                .Concat(AssemblyReferences.Namespaces(p).Where(n => n == "Embedded" || n.StartsWith("Embedded.", StringComparison.Ordinal)))
                .Select(n => $"{p.AssemblyName} → {n}"));
        Violations.AssertNone(hidden, "The app uses what only the embedded build has:");
    }
}
