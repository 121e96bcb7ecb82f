using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Embedded.Functions.Http;

namespace Embedded.Functions.Discovery;

/// <summary>The functions of an app: found and compiled once, shared by all of its instances.</summary>
internal sealed class AppModel
{
    private static readonly ConditionalWeakTable<Assembly, Lazy<AppModel>> Models = [];

    private readonly ConcurrentDictionary<string, Lazy<HttpRouter>> _routers = new(StringComparer.OrdinalIgnoreCase);

    private AppModel(IReadOnlyList<FunctionDescriptor> functions) => Functions = functions;

    public IReadOnlyList<FunctionDescriptor> Functions { get; }

    /// <summary>The functions of an app's assembly and of the assemblies it refers to.</summary>
    /// <exception cref="FunctionDefinitionException">A function is declared in a way that cannot be run.</exception>
    public static AppModel Of(Assembly app) =>
        Models.GetValue(app, static key => new Lazy<AppModel>(() => FromTypes(FunctionScanner.TypesOf(key)))).Value;

    /// <summary>The functions of the given types.</summary>
    /// <exception cref="FunctionDefinitionException">A function is declared in a way that cannot be run.</exception>
    public static AppModel FromTypes(IEnumerable<Type> types)
    {
        List<FunctionDescriptor> functions = [];
        List<string> problems = [];
        foreach (MethodInfo method in FunctionScanner.MethodsOf(types))
        {
            try
            {
                functions.Add(FunctionSignature.Read(method));
            }
            catch (FunctionDefinitionException e)
            {
                problems.Add(e.Message);
            }
        }

        problems.AddRange(functions
            .GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"The function name '{group.Key}' is used more than once: "
                + string.Join(", ", group.Select(function => function.Definition.EntryPoint)) + "."));
        return problems.Count == 0 ? new AppModel(functions) : throw new FunctionDefinitionException(string.Join(Environment.NewLine, problems));
    }

    /// <summary>The routing of the app's HTTP functions below a prefix.</summary>
    /// <exception cref="FunctionDefinitionException">A route cannot be read, or two functions have the same one.</exception>
    public HttpRouter RouterFor(string routePrefix) =>
        _routers.GetOrAdd(routePrefix, prefix => new Lazy<HttpRouter>(() => HttpRouter.Create(this, prefix))).Value;
}
