using System.Reflection;

namespace PlatformDeployer.Architecture.Tests.Determinism;

/// <summary>Something that an orchestrator may not do, and how it comes to it.</summary>
internal sealed record Finding(IReadOnlyList<MethodBase> Path, MemberInfo Member, string Reason)
{
    public override string ToString() => $"{string.Join(" → ", Path.Select(Name))} uses {Name(Member)}: {Reason}";

    private static string Name(MemberInfo member) => $"{member.DeclaringType?.FullName}.{member.Name}";
}
