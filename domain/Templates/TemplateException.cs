namespace PlatformDeployer.Domain.Templates;

/// <summary>Templates that are not valid; says everything that is wrong with them.</summary>
public sealed class TemplateException : Exception
{
    /// <summary>Makes the exception; the errors are sorted by file, line and column.</summary>
    public TemplateException(IEnumerable<TemplateError> errors)
        : this([.. errors
            .Distinct()
            .OrderBy(error => error.File, StringComparer.Ordinal)
            .ThenBy(error => error.Line)
            .ThenBy(error => error.Column)])
    {
    }

    /// <summary>Makes the exception.</summary>
    public TemplateException() : this("A template is not valid.")
    {
    }

    /// <summary>Makes the exception.</summary>
    public TemplateException(string message) : base(message)
    {
        Errors = [new TemplateError("", 0, 0, message)];
    }

    /// <summary>Makes the exception.</summary>
    public TemplateException(string message, Exception innerException) : base(message, innerException)
    {
        Errors = [new TemplateError("", 0, 0, message)];
    }

    private TemplateException(TemplateError[] errors) : base(string.Join('\n', errors.Select(error => error.ToString())))
    {
        Errors = errors;
    }

    /// <summary>Every error, by file, line and column.</summary>
    public IReadOnlyList<TemplateError> Errors { get; }
}
