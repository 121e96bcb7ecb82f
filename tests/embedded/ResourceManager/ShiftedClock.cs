namespace Embedded.ResourceManager.Tests;

/// <summary>The system's clock, some time ahead: time passes without anybody waiting for it.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
