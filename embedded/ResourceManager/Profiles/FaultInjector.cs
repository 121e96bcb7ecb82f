namespace Embedded.ResourceManager.Profiles;

/// <summary>Decides which fault a call meets. The rules can be exchanged while it runs.</summary>
internal sealed class FaultInjector(IReadOnlyList<FaultRule> rules, Chance chance)
{
    private volatile IReadOnlyList<FaultRule> _rules = rules;

    public IReadOnlyList<FaultRule> Rules
    {
        get => _rules;
        set => _rules = value;
    }

    /// <summary>The first matching rule whose lot is drawn, or nothing.</summary>
    public FaultRule? Draw(string method, string type, string path)
    {
        IReadOnlyList<FaultRule> current = _rules;
        if (current.Count == 0)
            return null;
        string subject = $"{method} {path}";
        int attempt = chance.NextAttempt(subject);
        for (int i = 0; i < current.Count; i++)
        {
            FaultRule rule = current[i];
            if (rule.Matches(method, type, attempt) && chance.Point($"fault{i}", subject, attempt) < rule.Probability)
                return rule;
        }

        return null;
    }
}
