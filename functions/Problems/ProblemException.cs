using System.Text.Json;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Http.Answers;

namespace PlatformDeployer.Functions.Problems;

/// <summary>A request that is answered with a problem. <see cref="ProblemMiddleware"/> turns it into <c>application/problem+json</c>.</summary>
/// <param name="code">One of <see cref="ProblemCodes"/>; its status and title come from <see cref="ProblemCatalog"/>.</param>
/// <param name="detail">What is wrong this time, for whoever sent the request.</param>
/// <param name="inner">What lay beneath; never shown.</param>
internal sealed class ProblemException(string code, string detail, Exception? inner = null) : Exception(detail, inner)
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, string>> _headers = [];

    /// <summary>One of <see cref="ProblemCodes"/>.</summary>
    public string Code { get; } = code;

    /// <summary>What is wrong with each field.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Headers of the answer.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>Adds a member that belongs to the code.</summary>
    public ProblemException With<T>(string member, T value)
    {
        _members[member] = JsonSerializer.SerializeToElement(value, AnswerJson.Options);
        return this;
    }

    /// <summary>Adds a header.</summary>
    public ProblemException WithHeader(string name, string value)
    {
        _headers.Add(new(name, value));
        return this;
    }

    /// <summary>The problem as it is sent.</summary>
    public ProblemView ToView() => new()
    {
        Type = $"urn:platform-deployer:problem:{Code}",
        Title = ProblemCatalog.TitleOf(Code),
        Status = ProblemCatalog.StatusOf(Code),
        Detail = Message,
        Code = Code,
        Errors = Errors,
        Extensions = _members.Count == 0 ? null : _members,
    };
}
