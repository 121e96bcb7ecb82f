using System.Globalization;

namespace PlatformDeployer.Functions.Http.Operations;

/// <summary>Where an operation stands in the list: newest first, then by id.</summary>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="InstanceId">Its id.</param>
internal sealed record OperationMark(DateTimeOffset CreatedAt, string InstanceId)
{
    /// <summary>The order of the list.</summary>
    public static IComparer<OperationMark> NewestFirst { get; } = Comparer<OperationMark>.Create((left, right) =>
    {
        int order = right.CreatedAt.CompareTo(left.CreatedAt);
        return order != 0 ? order : string.CompareOrdinal(left.InstanceId, right.InstanceId);
    });

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static OperationMark? Parse(string text)
    {
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && long.TryParse(text[..space], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new OperationMark(new DateTimeOffset(ticks, TimeSpan.Zero), text[(space + 1)..])
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CreatedAt.UtcTicks} {InstanceId}");
}
