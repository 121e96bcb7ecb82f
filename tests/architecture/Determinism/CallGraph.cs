using System.CodeDom.Compiler;
using System.Reflection;

namespace PlatformDeployer.Architecture.Tests.Determinism;

/// <summary>
/// Everything that can run when some methods run, within the assemblies that are followed: direct and virtual calls, lambdas, state machines, static
/// constructors, and what the runtime may call back on a type that was created (its overrides and its implementations of foreign interfaces).
/// What the SDK's own generators wrote is not followed.
/// </summary>
internal sealed class CallGraph
{
    private readonly HashSet<Assembly> _followed;
    private readonly ILookup<MethodBase, MethodBase> _implementations;
    private readonly Dictionary<MethodBase, MethodBase?> _callers = [];
    private readonly Queue<MethodBase> _unread = new();

    public CallGraph(IReadOnlyCollection<Assembly> followed, IEnumerable<MethodBase> roots)
    {
        _followed = [.. followed];
        _implementations = VirtualCalls.Implementations(followed);
        foreach (MethodBase root in roots) Visit(MethodReferences.Definition(root), caller: null);
    }

    public IEnumerable<Reference> References()
    {
        while (_unread.TryDequeue(out MethodBase? method))
        {
            foreach (MethodBase step in MethodReferences.OfStateMachine(method)) Visit(step, method);
            foreach (MemberInfo member in MethodReferences.Of(method))
            {
                yield return new Reference(method, member);
                Follow(method, member);
            }
        }
    }

    /// <summary>How a method is reached, from the root on.</summary>
    public IReadOnlyList<MethodBase> PathTo(MethodBase method)
    {
        var path = new List<MethodBase>();
        for (MethodBase? step = method; step is not null; step = _callers[step]) path.Insert(0, step);
        return path;
    }

    private void Follow(MethodBase user, MemberInfo member)
    {
        if (member.DeclaringType is not { } type || !_followed.Contains(type.Assembly)) return;
        if (type.TypeInitializer is { } initializer) Visit(MethodReferences.Definition(initializer), user);
        if (member is not MethodBase method) return;
        MethodBase definition = MethodReferences.Definition(method);
        Visit(definition, user);
        foreach (MethodBase implementation in _implementations[definition]) Visit(implementation, user);
        if (method.IsConstructor)
        {
            foreach (MethodBase callback in VirtualCalls.Callbacks(type, _followed)) Visit(callback, user);
        }
    }

    private void Visit(MethodBase method, MethodBase? caller)
    {
        if (IsGenerated(method) || (method.DeclaringType is { } type && IsGenerated(type))) return;
        if (_callers.TryAdd(method, caller)) _unread.Enqueue(method);
    }

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(GeneratedCodeAttribute), inherit: false);
}
