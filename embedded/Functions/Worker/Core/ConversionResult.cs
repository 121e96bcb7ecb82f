using System.Runtime.InteropServices;

namespace Microsoft.Azure.Functions.Worker.Converters;

/// <summary>What an input converter made of its source.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct ConversionResult
{
    private ConversionResult(ConversionStatus status, object? value = null, Exception? error = null)
    {
        Status = status;
        Value = value;
        Error = error;
    }

    public ConversionStatus Status { get; }

    public object? Value { get; }

    public Exception? Error { get; }

    public static ConversionResult Unhandled() => new(ConversionStatus.Unhandled);

    public static ConversionResult Success(object? value) => new(ConversionStatus.Succeeded, value);

    public static ConversionResult Failed(Exception exception) =>
        new(ConversionStatus.Failed, error: exception ?? throw new ArgumentNullException(nameof(exception)));
}
