using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PlatformDeployer.Architecture.Tests.Determinism;

/// <summary>The members that a method's body names.</summary>
internal static class MethodReferences
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<MemberInfo> Of(MethodBase method)
    {
        byte[]? body = method.GetMethodBody()?.GetILAsByteArray();
        if (body is null) return [];
        Type[]? ofType = method.DeclaringType?.GetGenericArguments();
        Type[]? ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        return IlReader.Read(body).Select(i => method.Module.ResolveMember(i.Token, ofType, ofMethod)!).Where(m => m is MethodBase or FieldInfo);
    }

    /// <summary>The methods of the state machine that the compiler made of an async method or an iterator.</summary>
    public static IEnumerable<MethodBase> OfStateMachine(MethodBase method) =>
        method.GetCustomAttribute<StateMachineAttribute>() is { } machine ? machine.StateMachineType.GetMethods(Declared) : [];

    public static IEnumerable<MethodBase> DeclaredMethods(Type type) => [.. type.GetMethods(Declared), .. type.GetConstructors(Declared)];

    /// <summary>A method as it was declared, without type arguments: the one node that all its constructions are.</summary>
    [SuppressMessage("Trimming", "IL2026", Justification = "Tests are not trimmed.")]
    public static MethodBase Definition(MethodBase method) => method.Module.ResolveMethod(method.MetadataToken)!;
}
