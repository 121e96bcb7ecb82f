using System.Reflection;

namespace PlatformDeployer.Architecture.Tests.Determinism;

/// <summary>
/// Finds what an orchestrator would do differently when it is replayed: everything that it can reach, within the given assemblies, is held against
/// <see cref="ForbiddenUses"/>. Values that the engine creates, such as deserialized inputs, are not followed.
/// </summary>
internal static class DeterminismGuard
{
    private const string TriggerAttribute = "OrchestrationTriggerAttribute";

    public static IEnumerable<MethodInfo> Orchestrators(Assembly assembly) => assembly.GetTypes().SelectMany(Orchestrators);

    public static IEnumerable<MethodInfo> Orchestrators(Type type) =>
        MethodReferences.DeclaredMethods(type).OfType<MethodInfo>()
            .Where(m => m.GetParameters().Any(p => p.GetCustomAttributesData().Any(a => a.AttributeType.Name == TriggerAttribute)));

    public static IReadOnlyList<Finding> Check(IReadOnlyCollection<Assembly> followed, IEnumerable<MethodInfo> orchestrators)
    {
        MethodInfo[] roots = [.. orchestrators];
        var graph = new CallGraph(followed, roots);
        var forbidden = new ForbiddenUses(followed);
        List<Finding> findings = [.. roots.SelectMany(InjectedLoggers)];
        foreach (Reference reference in graph.References())
        {
            if (forbidden.Reason(reference) is { } reason) findings.Add(new Finding(graph.PathTo(reference.User), reference.Member, reason));
        }

        return [.. findings.DistinctBy(f => f.ToString(), StringComparer.Ordinal)];
    }

    private static IEnumerable<Finding> InjectedLoggers(MethodInfo orchestrator) =>
        orchestrator.DeclaringType!.GetConstructors()
            .Where(c => c.GetParameters().Any(p => ForbiddenUses.IsLogger(p.ParameterType)))
            .Select(c => new Finding([orchestrator], c, ForbiddenMembers.Logging));
}
