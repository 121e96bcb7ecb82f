using System.Globalization;
using Microsoft.AspNetCore.Http;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Http.Bodies;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Http.Queries;

/// <summary>
/// Takes the parameters of a query one by one and collects what is wrong with them. <see cref="RefuseOthers"/> comes last: what was not asked for by
/// then is unknown.
/// </summary>
internal sealed class QueryReader(HttpRequest request)
{
    private readonly FieldErrors _errors = new();
    private readonly List<string> _known = [];

    /// <summary>Refuses every parameter.</summary>
    /// <exception cref="ProblemException">There is one.</exception>
    public static void RefuseAll(HttpRequest request) => new QueryReader(request).RefuseOthers();

    /// <summary>A parameter of text, at most once.</summary>
    public string? Text(string name)
    {
        IReadOnlyList<string> values = Texts(name);
        if (values.Count > 1) Refuse(name, $"{name} may be given once.");
        return values.Count == 1 ? values[0] : null;
    }

    /// <summary>A parameter of text that may be repeated.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        _known.Add(name);
        if (!request.Query.TryGetValue(name, out Microsoft.Extensions.Primitives.StringValues values)) return [];
        if (values.Any(string.IsNullOrEmpty)) Refuse(name, $"{name} is empty.");
        return [.. values.OfType<string>().Where(value => value.Length > 0)];
    }

    /// <summary>A parameter with a whole number.</summary>
    public int? Integer(string name, int min, int max)
    {
        if (Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max) return number;
        Refuse(name, $"{name} must be an integer from {min} to {max}, not '{Problem.Clip(text)}'.");
        return null;
    }

    /// <summary>A parameter that is true or false.</summary>
    public bool? Flag(string name)
    {
        if (Text(name) is not { } text) return null;
        if (bool.TryParse(text, out bool flag)) return flag;
        Refuse(name, $"{name} must be true or false, not '{Problem.Clip(text)}'.");
        return null;
    }

    /// <summary>A parameter with one of the names of an enumeration.</summary>
    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text) return null;

        // Enum.TryParse would also take numbers and lists.
        string? choice = Array.Find(Enum.GetNames<T>(), candidate => candidate.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (choice is not null) return Enum.Parse<T>(choice);
        Refuse(name, $"{name} must be one of {string.Join(", ", Enum.GetNames<T>())}, not '{Problem.Clip(text)}'.");
        return null;
    }

    /// <summary>A parameter with one of the names of an enumeration, that may be repeated.</summary>
    public IReadOnlyList<T> Choices<T>(string name, params IReadOnlyCollection<T> allowed)
        where T : struct, Enum
    {
        var choices = new List<T>();
        foreach (string text in Texts(name))
        {
            T[] found = [.. allowed.Where(candidate => candidate.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))];
            if (found.Length == 0) Refuse(name, $"{name} must be one of {string.Join(", ", allowed)}, not '{Problem.Clip(text)}'.");
            else choices.AddRange(found);
        }

        return choices;
    }

    /// <summary>A parameter with a time.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text) return null;
        bool isTime = DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time);
        if (isTime) return time.ToUniversalTime();
        Refuse(name, $"{name} must be a time like 2031-02-03T04:05:06Z, not '{Problem.Clip(text)}'.");
        return null;
    }

    /// <summary>A parameter that a parser takes.</summary>
    public T? Parsed<T>(string name, Func<string, T?> parse, string expected)
    {
        if (Text(name) is not { } text) return default;
        if (parse(text) is { } value) return value;
        Refuse(name, $"{name} must be {expected}, not '{Problem.Clip(text)}'.");
        return default;
    }

    /// <summary>The page that is asked for.</summary>
    public PageRequest Page()
    {
        int top = Integer(PageRequest.TopName, 1, PageRequest.TopMax) ?? PageRequest.TopDefault;
        string? text = Text(PageRequest.SkipTokenName);
        string? token = text is null ? null : PageRequest.Decode(request, text);
        if (text is not null && token is null) Refuse(PageRequest.SkipTokenName, "skipToken is not one of this list: follow nextLink as it is, or begin again without it.");
        return new PageRequest(top, token);
    }

    /// <summary>Adds what is wrong with a parameter.</summary>
    public void Refuse(string name, string message) => _errors.Add(name, message, ProblemCodes.InvalidQuery);

    /// <summary>Ends the request when something is wrong, or when there are parameters that nobody asked for.</summary>
    /// <exception cref="ProblemException">There is.</exception>
    public void RefuseOthers()
    {
        foreach (string name in request.Query.Keys.Except(_known, StringComparer.OrdinalIgnoreCase))
        {
            string hint = _known.Count == 0 ? "This address takes none."
                : NearMiss.Find(name, _known) is { } near ? $"Did you mean '{near}'?"
                : $"The parameters are {string.Join(", ", _known)}.";
            Refuse(name, $"There is no query parameter '{Problem.Clip(name)}'. {hint}");
        }

        _errors.ThrowIfAny();
    }
}
