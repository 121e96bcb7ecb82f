using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.Naming;

/// <summary>How functions are declared and named.</summary>
public sealed class FunctionTests
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly (MethodInfo Method, string Name)[] Functions =
    [
        .. from assembly in House.App.Select(House.Load)
           from type in assembly.GetTypes()
           from method in type.GetMethods(Any)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           select (method, function.Name),
    ];

    [Fact]
    public void Functions_AreOfEveryKind()
    {
        Assert.Contains(Functions, f => Has<OrchestrationTriggerAttribute>(f.Method));
        Assert.Contains(Functions, f => Has<ActivityTriggerAttribute>(f.Method));
    }

    [Fact]
    public void FunctionClasses_ArePublicAndSealedOrStatic()
    {
        IEnumerable<string> open = Functions.Select(f => f.Method.DeclaringType!).Distinct().Where(t => !t.IsVisible || !t.IsSealed).Select(t => t.FullName!);
        Violations.AssertNone(open, "A class with functions is public, and sealed or static:");
    }

    [Fact]
    public void DurableFunctions_AreNamedAfterTheirClasses()
    {
        IEnumerable<string> misnamed = Functions
            .Where(f => (Has<OrchestrationTriggerAttribute>(f.Method) || Has<ActivityTriggerAttribute>(f.Method)) && f.Name != f.Method.DeclaringType!.Name)
            .Select(f => $"{f.Method.DeclaringType}: {f.Name}");
        Violations.AssertNone(misnamed, "An orchestrator or activity has the name of its class:");
    }

    [Fact]
    public void FunctionNames_AreUnique()
    {
        IEnumerable<string> twice = Functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)
            .Select(g => $"{g.Key}: {string.Join(", ", g.Select(f => f.Method.DeclaringType))}");
        Violations.AssertNone(twice, "Several functions have one name:");
    }

    private static bool Has<T>(MethodInfo method)
        where T : Attribute => Array.Exists(method.GetParameters(), p => p.IsDefined(typeof(T)));
}
