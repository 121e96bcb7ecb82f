namespace PlatformDeployer.Azure.Links;

/// <summary>The limits of talk between platforms.</summary>
internal static class LinkLimits
{
    /// <summary>How many platforms a request may pass through; far more than any lineage is deep by default, so that only a loop meets it.</summary>
    public const int HopsMax = 64;

    /// <summary>How large an answer may be.</summary>
    public const int AnswerBytesMax = 8 * 1024 * 1024;

    /// <summary>How many pages of a list are read.</summary>
    public const int PagesMax = 1000;

    /// <summary>How often a question that changes nothing is asked.</summary>
    public const int AttemptsMax = 3;

    /// <summary>How long one call may take.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How long a forwarded request may take: it may be forwarded again.</summary>
    public static readonly TimeSpan ForwardTimeout = TimeSpan.FromSeconds(20);

    /// <summary>How long to wait before a question is asked again.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);
}
