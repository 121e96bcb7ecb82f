using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Admin;

namespace PlatformDeployer.Functions.Http.Admin;

/// <summary>Shows orchestration instances.</summary>
internal static class InstanceViews
{
    /// <summary>An instance as it is listed.</summary>
    public static InstanceView Of(OrchestrationMetadata instance) => new()
    {
        Id = instance.InstanceId,
        Name = instance.Name,
        Status = StatusOf(instance.RuntimeStatus),
        CreatedAt = instance.CreatedAt,
        UpdatedAt = instance.LastUpdatedAt,
        Failure = FailureOf(instance.FailureDetails),
    };

    /// <summary>An instance with its data.</summary>
    public static InstanceDetailView DetailOf(OrchestrationMetadata instance) => new()
    {
        Id = instance.InstanceId,
        Name = instance.Name,
        Status = StatusOf(instance.RuntimeStatus),
        CreatedAt = instance.CreatedAt,
        UpdatedAt = instance.LastUpdatedAt,
        Failure = FailureOf(instance.FailureDetails),
        Input = DataOf(instance.SerializedInput),
        Output = DataOf(instance.SerializedOutput),
        CustomStatus = DataOf(instance.SerializedCustomStatus),
    };

    /// <summary>The engine's status in the words of the API; what it has besides is of executions that go on.</summary>
    public static InstanceStatus StatusOf(OrchestrationRuntimeStatus status) =>
        Enum.TryParse(status.ToString(), out InstanceStatus shown) ? shown : InstanceStatus.Running;

    /// <summary>The engine's status of that name.</summary>
    public static OrchestrationRuntimeStatus StatusOf(InstanceStatus status) => Enum.Parse<OrchestrationRuntimeStatus>(status.ToString());

    /// <summary>A failure and what lay beneath, without stack traces: those stand in the log.</summary>
    public static InstanceFailureView? FailureOf(TaskFailureDetails? failure) =>
        failure is null ? null : new(failure.ErrorType, failure.ErrorMessage, FailureOf(failure.InnerFailure));

    /// <summary>Serialized data as JSON; text of another kind as a string.</summary>
    public static JsonElement? DataOf(string? data)
    {
        if (data is null) return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(data);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(data);
        }
    }
}
