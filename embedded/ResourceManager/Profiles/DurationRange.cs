namespace Embedded.ResourceManager.Profiles;

/// <summary>A triangular distribution: least, most likely, most. In milliseconds.</summary>
internal sealed record DurationRange(double Min = 0, double Mode = 0, double Max = 0)
{
    public bool IsOrdered => Min >= 0 && Min <= Mode && Mode <= Max && double.IsFinite(Max);

    /// <summary>The value at a point of the distribution between 0 and 1.</summary>
    public TimeSpan At(double point)
    {
        double width = Max - Min;
        if (width <= 0)
            return TimeSpan.FromMilliseconds(Min);
        double turn = (Mode - Min) / width;
        double value = point < turn
            ? Min + Math.Sqrt(point * width * (Mode - Min))
            : Max - Math.Sqrt((1 - point) * width * (Max - Mode));
        return TimeSpan.FromMilliseconds(value);
    }
}
