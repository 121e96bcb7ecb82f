using Embedded.ResourceManager.Operations;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>AI services accounts.</summary>
internal static class CognitiveServicesProvider
{
    public static ProviderDefinition Definition { get; } = new("Microsoft.CognitiveServices",
    [
        new("Microsoft.CognitiveServices/accounts")
        {
            ApiVersions = ["2023-05-01", "2024-10-01"],
            Name = new(@"[a-zA-Z0-9][a-zA-Z0-9-]{0,62}[a-zA-Z0-9]", "2 to 64 letters, digits and hyphens"),
            Creation = PollingStyle.Resource,
            Deletion = PollingStyle.Location,
            RequiresSku = true,
            Sku = Obj(Required("name", Text), Optional("tier", Text), Optional("capacity", Whole(0, 1_000))),
            RequiresKind = true,
            Kinds = ["OpenAI", "AIServices", "CognitiveServices", "TextAnalytics", "ComputerVision", "SpeechServices", "FormRecognizer", "ContentSafety"],
            AllowsIdentity = true,
            Properties = Obj([Optional("customSubDomainName", TextOf(2, 64)),
                .. Several(Flag, "disableLocalAuth", "restrictOutboundNetworkAccess", "dynamicThrottlingEnabled"),
                .. Several(Anything, "networkAcls", "encryption", "userOwnedStorage", "apiProperties", "allowedFqdnList"), PublicNetworkAccess,
                ReportedState, Generated("endpoint", context => $"https://{context.Name}.openai.azure.com/")]),
        },
    ]);
}
