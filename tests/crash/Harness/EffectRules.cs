using System.Globalization;
using Embedded.Crash.Workload;

namespace Embedded.Crash.Tests;

/// <summary>
/// What the outside world must look like. An effect may happen again while nobody counts on it; as soon as its answer was committed, which shows by
/// something that followed from it, it happens no more, and everybody who speaks of it means the same time it happened.
/// </summary>
internal sealed class EffectRules
{
    private readonly Dictionary<string, (string Key, int Life)> _effects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _committed = new(StringComparer.Ordinal);

    public static void Require(string journal, AcknowledgedHistory history)
    {
        var rules = new EffectRules();
        foreach (string[] words in File.ReadLines(journal).Select(line => line.Split(' '))) rules.Happened(words[0], words[1], words[2]);
        foreach ((string id, string result, int life) in history.Ended)
        {
            string[] tokens = result.Split('|') is [_, { } list] ? list.Split(',') : [];
            if (id.StartsWith(WorkloadClient.Collector, StringComparison.Ordinal)) RequireEvents(id, tokens, history);
            else rules.RequireResult(id, tokens, life);
        }
    }

    private static void RequireEvents(string id, string[] numbers, AcknowledgedHistory history)
    {
        foreach ((string text, int count) in numbers.CountBy(number => number))
        {
            int attempts = history.AttemptsOf(id, int.Parse(text, CultureInfo.InvariantCulture));
            Assert.True(count <= attempts, $"{id} got {text} {count} times; it was sent {attempts} times.");
        }
    }

    private void Happened(string key, string token, string cause)
    {
        int life = int.Parse(token.Split('.')[0], CultureInfo.InvariantCulture);
        Assert.False(_committed.ContainsKey(key), $"{key} happened again ({token}), after its answer had been committed.");
        bool isRetried = key.EndsWith("/flaky", StringComparison.Ordinal);
        Assert.True(isRetried || !_effects.ContainsValue((key, life)), $"{key} happened twice in life {life}.");
        _effects.Add(token, (key, life));
        if (cause != Orchestrations.NoCause) Commit(cause, $"{key} was caused by");
    }

    private void Commit(string token, string who)
    {
        Assert.True(_effects.TryGetValue(token, out (string Key, int Life) effect), $"{who} {token}, which never happened.");
        if (!_committed.TryAdd(effect.Key, token)) Assert.True(_committed[effect.Key] == token, $"{who} {token}; for others {effect.Key} is {_committed[effect.Key]}.");
    }

    private void RequireResult(string id, string[] tokens, int life)
    {
        Assert.True(tokens.Distinct(StringComparer.Ordinal).Count() == tokens.Length, $"{id} counts an effect twice.");
        foreach (string token in tokens) Commit(token, $"{id} believes in");
        foreach ((string key, int happened) in _effects.Values.Where(effect => effect.Key.StartsWith(id + '/', StringComparison.Ordinal)))
        {
            Assert.True(happened <= life, $"{key} happened in life {happened}; {id} had ended in life {life}.");
            Assert.True(_committed.ContainsKey(key), $"{key} happened, and {id} does not know of it.");
        }
    }
}
