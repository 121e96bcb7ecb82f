namespace DurableTask.Core;

/// <summary>Why a task or an instance failed.</summary>
public class FailureDetails(string errorType, string errorMessage, string? stackTrace, FailureDetails? innerFailure, bool isNonRetriable) : IEquatable<FailureDetails>
{
    public string ErrorType => errorType;

    public string ErrorMessage => errorMessage;

    public string? StackTrace => stackTrace;

    public FailureDetails? InnerFailure => innerFailure;

    public bool IsNonRetriable => isNonRetriable;

    public bool Equals(FailureDetails? other) =>
        other is not null && ErrorType == other.ErrorType && ErrorMessage == other.ErrorMessage && StackTrace == other.StackTrace && Equals(InnerFailure, other.InnerFailure);

    public override bool Equals(object? obj) => Equals(obj as FailureDetails);

    public override int GetHashCode() => HashCode.Combine(ErrorType, ErrorMessage, StackTrace, InnerFailure);

    public override string ToString() => $"{ErrorType}: {ErrorMessage}";
}
