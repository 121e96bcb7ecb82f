using System.Reflection;

namespace PlatformDeployer.Architecture.Tests.Determinism;

/// <summary>Which methods a virtual call can end in.</summary>
internal static class VirtualCalls
{
    /// <summary>From each virtual or interface method of the assemblies to what their types put in its place.</summary>
    public static ILookup<MethodBase, MethodBase> Implementations(IReadOnlyCollection<Assembly> assemblies) =>
        assemblies.SelectMany(a => a.GetTypes()).Where(t => !t.IsInterface).SelectMany(t => Overrides(t).Concat(InterfaceImplementations(t)))
            .Where(pair => assemblies.Contains(pair.Declaration.Module.Assembly))
            .ToLookup(pair => MethodReferences.Definition(pair.Declaration), pair => MethodReferences.Definition(pair.Implementation));

    /// <summary>The methods of a type that code outside the assemblies can call through its own base types and interfaces.</summary>
    public static IEnumerable<MethodBase> Callbacks(Type type, IReadOnlySet<Assembly> assemblies) =>
        Overrides(type).Concat(InterfaceImplementations(type))
            .Where(pair => !assemblies.Contains(pair.Declaration.Module.Assembly) && assemblies.Contains(pair.Implementation.Module.Assembly))
            .Select(pair => MethodReferences.Definition(pair.Implementation));

    private static IEnumerable<(MethodBase Declaration, MethodBase Implementation)> Overrides(Type type) =>
        from method in MethodReferences.DeclaredMethods(type).OfType<MethodInfo>()
        where method.IsVirtual
        let declaration = method.GetBaseDefinition()
        where declaration != method
        select ((MethodBase)declaration, (MethodBase)method);

    private static IEnumerable<(MethodBase Declaration, MethodBase Implementation)> InterfaceImplementations(Type type)
    {
        if (type.IsInterface || type.IsArray || type.IsGenericParameter) yield break;
        foreach (Type contract in type.GetInterfaces())
        {
            InterfaceMapping map = type.GetInterfaceMap(contract);
            for (int i = 0; i < map.TargetMethods.Length; i++)
            {
                // a default implementation stands in the interface itself
                if (map.TargetMethods[i] is { } target && target.DeclaringType is { IsInterface: false }) yield return (map.InterfaceMethods[i], target);
            }
        }
    }
}
