namespace PlatformDeployer.Orchestrations.Report;

/// <summary>
/// What is wrong for long is said when it begins, again after pauses that double, and when it is over: a log that says the same every few seconds is read
/// by nobody.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class Complaint(TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private string? _about;
    private TimeSpan _pause;
    private long _said;

    /// <summary>Whether it is to be said now.</summary>
    /// <param name="about">What it is about; something else is said at once.</param>
    public bool IsDue(string about)
    {
        bool isNew = _about != about;
        if (!isNew && time.GetElapsedTime(_said) < _pause) return false;
        TimeSpan doubled = _pause * 2;
        _pause = isNew ? FirstPause : doubled < LongestPause ? doubled : LongestPause;
        _about = about;
        _said = time.GetTimestamp();
        return true;
    }

    /// <summary>It is over.</summary>
    /// <returns>Whether it was ever said.</returns>
    public bool End()
    {
        bool wasSaid = _about is not null;
        _about = null;
        return wasSaid;
    }
}
