namespace PlatformDeployer.Architecture.Tests.Determinism;

/// <summary>
/// What of the runtime's and the packages' API code that is replayed may not use. After the code constraints of durable orchestrators,
/// learn.microsoft.com/azure/azure-functions/durable/durable-functions-code-constraints.
/// </summary>
internal static class ForbiddenMembers
{
    public const string Waiting = "threads and waiting; use the context's timers and tasks";
    public const string Logging = "a logger that logs again at replay; use the context's CreateReplaySafeLogger";

    private const string Clock = "a clock; use the context's CurrentUtcDateTime";
    private const string Randomness = "randomness; use the context's NewGuid";
    private const string InputOutput = "input or output; call an activity";
    private const string Ambient = "ambient state; read it before and pass it as input";
    private const string HashCodes = "a hash code, which differs from process to process";

    // Whole namespaces, with all below them.
    private static readonly (string Prefix, string Reason)[] Namespaces =
    [
        ("System.IO", InputOutput),
        ("System.Net", InputOutput),
        ("System.Data", InputOutput),
        ("System.Timers", Waiting),
        ("System.Threading.Channels", Waiting),
        ("Microsoft.DurableTask.Client", InputOutput),
        ("Azure", InputOutput),
    ];

    // Whole types.
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["System.TimeProvider"] = Clock,
        ["System.Diagnostics.Stopwatch"] = Clock,
        ["System.Random"] = Randomness,
        ["System.Security.Cryptography.RandomNumberGenerator"] = Randomness,
        ["System.Threading.Thread"] = Waiting,
        ["System.Threading.ThreadPool"] = Waiting,
        ["System.Threading.Timer"] = Waiting,
        ["System.Threading.PeriodicTimer"] = Waiting,
        ["System.Threading.SemaphoreSlim"] = Waiting,
        ["System.Threading.ManualResetEventSlim"] = Waiting,
        ["System.Threading.Tasks.Parallel"] = Waiting,
        ["System.Threading.Tasks.TaskFactory"] = Waiting,
        ["System.Threading.Tasks.TaskFactory`1"] = Waiting,
        ["System.Console"] = InputOutput,
        ["System.Diagnostics.Process"] = InputOutput,
        ["System.Environment"] = Ambient,
        ["System.AppContext"] = Ambient,
        ["System.Threading.AsyncLocal`1"] = Ambient,
        ["System.Threading.ThreadLocal`1"] = Ambient,
        ["System.IServiceProvider"] = Ambient,
        ["Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions"] = Ambient,
        ["Microsoft.Extensions.Configuration.IConfiguration"] = Ambient,
        ["Microsoft.Extensions.Logging.ILoggerFactory"] = Logging,
        ["Microsoft.Extensions.Logging.LoggerFactoryExtensions"] = Logging,
        ["Microsoft.Azure.Functions.Worker.FunctionContextLoggerExtensions"] = Logging,
        ["System.HashCode"] = HashCodes,
    };

    // What is fine of a forbidden namespace or type: it only works in memory.
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "System.IO.StringReader", "System.IO.StringWriter", "System.IO.TextReader", "System.IO.TextWriter", "System.IO.MemoryStream",
        "System.Net.HttpStatusCode", "System.Net.WebUtility",
    };

    private static readonly Dictionary<string, string> Members = new(StringComparer.Ordinal)
    {
        ["System.DateTime.get_Now"] = Clock,
        ["System.DateTime.get_UtcNow"] = Clock,
        ["System.DateTime.get_Today"] = Clock,
        ["System.DateTimeOffset.get_Now"] = Clock,
        ["System.DateTimeOffset.get_UtcNow"] = Clock,
        ["System.TimeZoneInfo.get_Local"] = Ambient,
        ["System.DateTime.ToLocalTime"] = Ambient,
        ["System.DateTimeOffset.ToLocalTime"] = Ambient,
        ["System.DateTimeOffset.get_LocalDateTime"] = Ambient,
        ["System.Globalization.CultureInfo.get_CurrentCulture"] = Ambient,
        ["System.Globalization.CultureInfo.get_CurrentUICulture"] = Ambient,
        ["System.Guid.NewGuid"] = Randomness,
        ["System.Guid.CreateVersion7"] = Randomness,
        ["System.Threading.Tasks.Task.Delay"] = Waiting,
        ["System.Threading.Tasks.Task.Run"] = Waiting,
        ["System.Threading.Tasks.Task.Yield"] = Waiting,
        ["System.Threading.Tasks.Task.Wait"] = Waiting,
        ["System.Threading.Tasks.Task.WaitAll"] = Waiting,
        ["System.Threading.Tasks.Task.WaitAny"] = Waiting,
        ["System.Threading.Tasks.Task.WaitAsync"] = Waiting,
        ["System.Threading.Tasks.Task.ContinueWith"] = Waiting,
        ["System.Threading.Tasks.Task.get_Factory"] = Waiting,
        ["System.Threading.CancellationTokenSource.CancelAfter"] = Waiting,
        ["System.Threading.CancellationTokenSource.CancelAsync"] = "it runs the callbacks, a durable timer's among them, on a thread of the pool; use Cancel",
        ["System.String.GetHashCode"] = HashCodes,
        ["System.Object.GetHashCode"] = HashCodes,
    };

    // A method of these names is the same wherever it stands.
    private static readonly Dictionary<string, string> NamesInTasks = new(StringComparer.Ordinal) { ["ConfigureAwait"] = "it leaves the orchestrator's own context" };

    public static string? Reason(Type type, string member)
    {
        string name = type.FullName ?? type.Name;
        if (Harmless.Contains(name)) return null;
        if (Members.TryGetValue($"{name}.{member}", out string? reason)) return reason;
        if (Members.TryGetValue($"{name.Replace("`1", "", StringComparison.Ordinal)}.{member}", out reason)) return reason;
        if (Types.TryGetValue(name, out reason)) return reason;
        if (type.Namespace == "System.Threading.Tasks" && NamesInTasks.TryGetValue(member, out reason)) return reason;
        string space = type.Namespace ?? "";
        (string Prefix, string Reason) found = Array.Find(Namespaces, n => space == n.Prefix || space.StartsWith(n.Prefix + ".", StringComparison.Ordinal));
        return found.Reason;
    }
}
