namespace Embedded.Storage.Tests;

internal enum Fault
{
    None,

    /// <summary>The operation fails without an effect.</summary>
    ErrorBefore,

    /// <summary>The operation takes effect, and fails.</summary>
    ErrorAfter,

    /// <summary>Half of a write takes effect, and it fails.</summary>
    ErrorShort,

    /// <summary>A sync says it was done, and was not.</summary>
    Lost,

    /// <summary>The machine stops before the operation.</summary>
    CrashBefore,

    /// <summary>The machine stops after the operation.</summary>
    CrashAfter,

    /// <summary>The machine stops in the middle of a write.</summary>
    CrashShort,
}
