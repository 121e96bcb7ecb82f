using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Embedded.DurableTask.Telemetry;

/// <summary>
/// Gives a span the id that it is known by. <see cref="Activity"/> has no way to be told one, and without it nothing that is told after a restart could hang
/// from what was told before; the official engine reaches for the same field. A test tells when a runtime has it no more.
/// </summary>
internal static class SpanIdentity
{
    private static readonly bool IsKnown = Probe();

    /// <summary>To be called before anything asks the span for an id.</summary>
    public static void Set(Activity span, ActivitySpanId id)
    {
        if (IsKnown) SpanIdOf(span) = id.ToHexString();
    }

    private static bool Probe()
    {
        try
        {
            SpanIdOf(new Activity("probe")) = null;
            return true;
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    private static extern ref string? SpanIdOf(Activity span);
}
