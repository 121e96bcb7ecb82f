using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Discovery;

/// <summary>Finds the methods marked with <see cref="FunctionAttribute"/>.</summary>
internal static class FunctionScanner
{
    private const BindingFlags AnyMethod = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly string WorkerName = typeof(FunctionAttribute).Assembly.GetName().Name!;

    /// <summary>The types of an assembly and of those it refers to, directly or not, as far as they know the worker.</summary>
    public static IEnumerable<Type> TypesOf(Assembly app)
    {
        AssemblyLoadContext context = AssemblyLoadContext.GetLoadContext(app) ?? AssemblyLoadContext.Default;
        HashSet<string> seen = new(StringComparer.Ordinal) { app.GetName().Name! };
        Queue<Assembly> open = new([app]);
        while (open.TryDequeue(out Assembly? assembly))
        {
            AssemblyName[] references = assembly.GetReferencedAssemblies();
            if (Array.Exists(references, reference => string.Equals(reference.Name, WorkerName, StringComparison.Ordinal)))
            {
                foreach (Type type in assembly.GetTypes())
                {
                    yield return type;
                }
            }

            foreach (AssemblyName reference in references.Where(reference => !IsPlatform(reference.Name!) && seen.Add(reference.Name!)))
            {
                open.Enqueue(context.LoadFromAssemblyName(reference));
            }
        }
    }

    public static IEnumerable<MethodInfo> MethodsOf(IEnumerable<Type> types) =>
        types.SelectMany(type => type.GetMethods(AnyMethod)).Where(method => method.IsDefined(typeof(FunctionAttribute), inherit: false));

    // No functions live there, and loading them all would make a start slow.
    private static bool IsPlatform(string name) =>
        name is "netstandard" or "mscorlib"
        || name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.", StringComparison.Ordinal)
        || name.StartsWith("Azure.", StringComparison.Ordinal)
        || name.StartsWith("Embedded.", StringComparison.Ordinal);
}
