using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PlatformDeployer.Architecture.Tests.Determinism;

/// <summary>Tells of a use whether, and why, code that is replayed may not have it.</summary>
internal sealed class ForbiddenUses
{
    private readonly HashSet<Assembly> _ours;
    private readonly HashSet<Type> _ports;

    public ForbiddenUses(IReadOnlyCollection<Assembly> ours)
    {
        _ours = [.. ours];
        _ports = [.. ours.SelectMany(a => a.GetTypes()).Where(IsPort)];
    }

    public string? Reason(Reference use)
    {
        if (use.Member.DeclaringType is not { } declaring) return null;
        Type type = declaring.IsConstructedGenericType ? declaring.GetGenericTypeDefinition() : declaring;
        if (_ports.Contains(type)) return "a port reaches the world; call it from an activity";
        if (use.Member is FieldInfo field && _ours.Contains(type.Assembly)) return FieldReason(field);
        if (IsCompilersOwn(use)) return null;
        if (type == typeof(CancellationTokenSource) && use.Member is ConstructorInfo { } source && source.GetParameters().Length > 0) return ForbiddenMembers.Waiting;
        return ForbiddenMembers.Reason(type, use.Member.Name);
    }

    /// <summary>Whether a type is of those that log at every replay, unless it came from the context.</summary>
    public static bool IsLogger(Type type) => type.Namespace == "Microsoft.Extensions.Logging" && type.Name.StartsWith("ILogger", StringComparison.Ordinal);

    // A port is an interface of ours that does something over time.
    private static bool IsPort(Type type) =>
        type is { IsInterface: true } && type.Name[0] == 'I' && type.GetMethods().Any(m => m.Name.EndsWith("Async", StringComparison.Ordinal));

    private static string? FieldReason(FieldInfo field)
    {
        if (!field.IsStatic || field.IsLiteral) return null;
        if (IsLogger(field.FieldType)) return ForbiddenMembers.Logging;
        if (field.IsDefined(typeof(ThreadStaticAttribute), inherit: false)) return "its value depends on the thread";
        // lambdas and method groups are kept in static fields of classes that C# could not name
        bool isCompilersCache = field.DeclaringType!.Name.StartsWith("<>", StringComparison.Ordinal);
        return field.IsInitOnly || isCompilersCache ? null : "a static field that changes is not the same at replay";
    }

    // Iterators ask which thread enumerates them, and the hash codes of records come from those of their members.
    private static bool IsCompilersOwn(Reference use)
    {
        bool isIterator = use.User.DeclaringType is { } machine && machine.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            && (machine.IsAssignableTo(typeof(IEnumerator)) || machine.Name.StartsWith('<'));
        return (isIterator && use.Member.Name == "get_CurrentManagedThreadId")
            || use.User.Name == nameof(GetHashCode);
    }
}
