using Embedded.Functions.Discovery;
using Embedded.Storage;
using PlatformDeployer.Domain.Settings;

namespace Embedded.Host;

/// <summary>Which failures of a start are of the user's making: an argument, a setting, a file or a port. Their message is all there is to say; anything else is a defect.</summary>
internal static class StartFailure
{
    /// <summary>Whether the message alone tells whoever started the program what to do.</summary>
    public static bool IsToldByItsMessage(Exception exception) => exception
        is SettingException or FunctionDefinitionException or FormatException or InvalidDataException
        or IOException or UnauthorizedAccessException or LogInUseException or LogDamagedException;
}
