using System.Text.Json.Serialization;

namespace PlatformDeployer.Contracts.Admin;

/// <summary>Why an instance or a task failed, or why an instance is held.</summary>
/// <param name="Type">The exception's type.</param>
/// <param name="Message">Its message.</param>
/// <param name="Inner">What lay beneath.</param>
public sealed record InstanceFailureView(
    string Type, string Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] InstanceFailureView? Inner);
