using Embedded.ResourceManager.Operations;
using Embedded.ResourceManager.Profiles;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Benchmarks.Platforms;

/// <summary>
/// The least time that the Resource Manager's part of a spawn can take: the group, and then the longest chain of its resources. The Resource Manager
/// draws the time of each from its seed, so what a call of no operation took is known too.
/// </summary>
internal sealed class ArmCriticalPath(ResourceGraph graph, ResourceManagerProfile profile, int seed, IReadOnlyList<OperationRecord> operations)
{
    private readonly Chance _chance = new(seed);
    private readonly Dictionary<string, OperationRecord> _operations = operations
        .Where(operation => operation.Kind == OperationKind.Create)
        .GroupBy(operation => operation.Target.Text, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase);

    private const string GroupKey = "group";
    private const string GroupType = "Microsoft.Resources/resourceGroups";

    private TimeSpan Latency => profile.LatencyMilliseconds.At(0.5);

    /// <summary>Only the work, as if the client knew of each end the moment it comes.</summary>
    public CriticalPath OfWork() => With(WorkOf);

    /// <summary>
    /// What the best client sees: every call takes its way there and back, and an operation is asked after no sooner than the server's Retry-After allows.
    /// </summary>
    public CriticalPath AsSeen() => With(SeenOf);

    /// <summary>What the work on a resource takes.</summary>
    public TimeSpan WorkOf(string key) => _operations.TryGetValue(IdOf(key), out OperationRecord? operation)
        ? operation.DueAt!.Value - operation.StartedAt
        : profile.TimingOf(TypeOf(key)).Create.At(_chance.Point("duration", $"{OperationKind.Create} {IdOf(key)}", attempt: 1));

    /// <summary>After what time a client can know of its end at best.</summary>
    public TimeSpan SeenOf(string key)
    {
        if (!_operations.TryGetValue(IdOf(key), out OperationRecord? operation)) return Latency + WorkOf(key);

        // the wait begins when an answer arrives, so the way of each question comes on top of the pauses
        TimeSpan work = operation.EndedAt!.Value - operation.StartedAt;
        TimeSpan pause = TimeSpan.FromMilliseconds(operation.RetryAfterMilliseconds);
        int questions = Math.Max(1, (int)Math.Ceiling((work - (Latency / 2)) / (pause + Latency)));
        bool readsAfterwards = operation.Style is PollingStyle.AsyncOperation;
        return Latency + (questions * (pause + Latency)) + (readsAfterwards ? Latency : TimeSpan.Zero);
    }

    private CriticalPath With(Func<string, TimeSpan> durationOf)
    {
        CriticalPath path = graph.FindCriticalPath(node => durationOf(node.Key));
        return new CriticalPath(durationOf(GroupKey) + path.Duration, [GroupKey, .. path.Keys]);
    }

    private string IdOf(string key) => key == GroupKey ? graph.ResourceGroupId : graph.IdOf(key);

    private string TypeOf(string key) => key == GroupKey ? GroupType : graph.Node(key).Type;
}
