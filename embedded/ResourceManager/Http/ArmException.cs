namespace Embedded.ResourceManager.Http;

/// <summary>A refusal with ARM's own status, code and message; becomes the error body of the answer.</summary>
internal sealed class ArmException : Exception
{
    public ArmException()
        : this(500, "InternalServerError", "The server encountered an error.")
    {
    }

    public ArmException(string message)
        : this(500, "InternalServerError", message)
    {
    }

    public ArmException(string message, Exception innerException)
        : base(message, innerException)
    {
        Status = 500;
        Code = "InternalServerError";
    }

    public ArmException(int status, string code, string message, string? target = null)
        : base(message)
    {
        Status = status;
        Code = code;
        Target = target;
    }

    public int Status { get; }

    public string Code { get; }

    /// <summary>The path of the member that is wrong, where one is.</summary>
    public string? Target { get; }

    /// <summary>Further errors, for a body with several faults.</summary>
    public IReadOnlyList<ArmException> Details { get; init; } = [];

    /// <summary>Sent as <c>Retry-After</c> when set.</summary>
    public int? RetryAfterSeconds { get; init; }
}
