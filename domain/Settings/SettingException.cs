namespace PlatformDeployer.Domain.Settings;

/// <summary>A setting is missing or wrong, so that the program cannot start. The message says which and why, for whoever set it.</summary>
public sealed class SettingException : Exception
{
    /// <summary>Makes the exception.</summary>
    public SettingException() : this("A setting is not valid.")
    {
    }

    /// <summary>Makes the exception.</summary>
    public SettingException(string message) : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    public SettingException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>A setting has a value that it cannot have.</summary>
    /// <param name="setting">Its name, with colons.</param>
    /// <param name="what">What is wrong, as the end of a sentence.</param>
    /// <param name="inner">What lay beneath.</param>
    public static SettingException NotValid(string setting, string what, Exception? inner = null)
    {
        string message = $"The setting {setting} is not valid: {what}.";
        return inner is null ? new SettingException(message) : new SettingException(message, inner);
    }

    /// <summary>A setting has no value and needs one.</summary>
    public static SettingException Missing(string setting) => new($"The setting {setting} is missing.");
}
