using System.Collections.Frozen;
using Embedded.Crash.Workload;

namespace Embedded.Crash.Tests;

/// <summary>Everything that the lives of a program acknowledged: a later life that knows less, or knows otherwise, has lost something.</summary>
internal sealed class AcknowledgedHistory
{
    private const string Terminated = "Terminated";
    private readonly HashSet<string> _scheduled = new(StringComparer.Ordinal);
    private readonly HashSet<string> _terminated = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Status, string Result, int Life)> _ended = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _attempts = new(StringComparer.Ordinal);

    /// <summary>What each instance is to come to: its status, and what its result starts with.</summary>
    private static readonly FrozenDictionary<string, (string Status, string Result)> Expected = new Dictionary<string, (string Status, string Result)>(StringComparer.Ordinal)
    {
        ["chain"] = ("Completed", $"{Orchestrations.Steps}|"),
        ["fan"] = ("Completed", $"{Orchestrations.Steps}|"),
        ["family"] = ("Completed", $"{Orchestrations.Children * (Orchestrations.Children + 1) / 2}|"),
        ["timers"] = ("Completed", $"{Orchestrations.Steps}|"),
        [WorkloadClient.Collector] = ("Completed", $"{Orchestrations.Numbers}|"),
        ["eternal"] = ("Completed", $"{Orchestrations.Generations}|"),
        ["flaky"] = ("Completed", "1|"),
        [WorkloadClient.Hanging] = (Terminated, "enough"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The results of the instances that have ended, and the life in which that was first acknowledged.</summary>
    public IEnumerable<(string Id, string Result, int Life)> Ended => _ended.Select(ended => (ended.Key, ended.Value.Result, ended.Value.Life));

    /// <summary>How often an event was raised, whether or not that was acknowledged.</summary>
    public int AttemptsOf(string id, int number) => _attempts.GetValueOrDefault($"{id} {number}");

    /// <summary>Takes what a life told, and holds it against what the lives before it were told.</summary>
    public void Add(LifeReport report)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string[] words in report.Lines.Select(line => line.Split(' ', 4)))
        {
            switch (words[0])
            {
                case "found":
                    Assert.True(found.TryAdd(words[1], words[2]), $"{words[1]} is there twice.");
                    break;
                case "ready":
                    RequireKept(found);
                    break;
                case "scheduled":
                    Assert.True(_scheduled.Add(words[1]), $"{words[1]} was acknowledged as scheduled, and then scheduled again.");
                    break;
                case "raising":
                    _attempts[$"{words[1]} {words[2]}"] = AttemptsOf(words[1], int.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture)) + 1;
                    break;
                case "terminated":
                    _terminated.Add(words[1]);
                    break;
                case "ended":
                    RequireEnd(words[1], words[2], words[3], report.Life);
                    break;
            }
        }
    }

    /// <summary>Every instance has ended, and as it should.</summary>
    public void RequireAllEnded() =>
        Assert.Superset(
            Enumerable.Range(0, WorkloadClient.Rounds).SelectMany(round => WorkloadClient.Kinds.Select(kind => $"{kind}-{round}")).ToHashSet(StringComparer.Ordinal),
            _ended.Keys.ToHashSet(StringComparer.Ordinal));

    private void RequireKept(Dictionary<string, string> found)
    {
        foreach (string id in _scheduled) Assert.True(found.ContainsKey(id), $"{id} was acknowledged as scheduled, and is lost.");
        foreach (string id in _terminated) Assert.True(found[id] == Terminated, $"{id} was acknowledged as terminated, and is {found[id]}.");
        foreach ((string id, (string status, _, _)) in _ended) Assert.True(found[id] == status, $"{id} was acknowledged as {status}, and is {found[id]}.");
    }

    private void RequireEnd(string id, string status, string result, int life)
    {
        if (_ended.TryGetValue(id, out (string Status, string Result, int Life) former))
        {
            Assert.True(former.Status == status && former.Result == result, $"{id} ended {former.Status} '{former.Result}', and later {status} '{result}'.");
            return;
        }

        (string expectedStatus, string expectedResult) = Expected[id.Split('-')[0]];
        Assert.True(status == expectedStatus && result.StartsWith(expectedResult, StringComparison.Ordinal), $"{id} ended {status} '{result}'.");
        _ended[id] = (status, result, life);
    }
}
