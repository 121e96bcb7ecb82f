using PlatformDeployer.Contracts.Problems;

namespace PlatformDeployer.Functions.Problems;

/// <summary>Everything that is wrong with a request's fields, so that it is said at once.</summary>
internal sealed class FieldErrors
{
    /// <summary>How many are kept; the rest would say nothing new.</summary>
    public const int ErrorsMax = 100;

    private readonly List<(string Field, string Message, string Code)> _errors = [];
    private readonly List<Action<ProblemException>> _members = [];

    /// <summary>True when something is wrong.</summary>
    public bool Any => _errors.Count > 0;

    /// <summary>True when something is wrong with a field.</summary>
    public bool Has(string field) => _errors.Exists(error => error.Field == field);

    /// <summary>Adds what is wrong with a field.</summary>
    public void Add(string field, string message, string code = ProblemCodes.InvalidRequest)
    {
        if (_errors.Count < ErrorsMax) _errors.Add((Problem.Clip(field), message, code));
    }

    /// <summary>Adds a member that the answer carries beside the errors.</summary>
    public void With<T>(string member, T value) => _members.Add(problem => problem.With(member, value));

    /// <summary>Ends the request when something is wrong.</summary>
    /// <exception cref="ProblemException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (Any) throw ToProblem();
    }

    private ProblemException ToProblem()
    {
        var problem = new ProblemException(Code(), Detail())
        {
            Errors = _errors
                .GroupBy(error => error.Field, error => error.Message, StringComparer.Ordinal)
                .ToDictionary(field => field.Key, field => field.ToArray(), StringComparer.Ordinal),
        };
        foreach (Action<ProblemException> member in _members) member(problem);
        return problem;
    }

    // An unknown field is most often the cause of what else is wrong; a code that is more precise than the general one must hold for all.
    private string Code()
    {
        string first = _errors[0].Code;
        if (_errors.Exists(error => error.Code == ProblemCodes.UnknownField)) return ProblemCodes.UnknownField;
        return _errors.TrueForAll(error => error.Code == first) ? first : ProblemCodes.InvalidRequest;
    }

    private string Detail() => _errors.Count == 1
        ? _errors[0].Message
        : $"{_errors.Count} things are wrong: {string.Join(", ", _errors.Select(error => error.Field).Distinct(StringComparer.Ordinal).Take(10))}. See errors.";
}
