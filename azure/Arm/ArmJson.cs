using System.Text.Json;

namespace PlatformDeployer.Azure.Arm;

internal static class ArmJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web);
}
