namespace Embedded.ResourceManager.Profiles;

/// <summary>How long a type's work takes. <see cref="Type"/> is a pattern with <c>*</c>.</summary>
internal sealed record TypeTiming
{
    public string Type { get; init; } = "*";

    public DurationRange Create { get; init; } = new();

    public DurationRange Delete { get; init; } = new();

    public int RetryAfterMilliseconds { get; init; } = 1_000;
}
