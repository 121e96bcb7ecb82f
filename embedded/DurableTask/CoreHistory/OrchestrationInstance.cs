using System.Runtime.Serialization;

namespace DurableTask.Core;

/// <summary>Names an instance, and one execution of it.</summary>
public class OrchestrationInstance : IExtensibleDataObject
{
    public string? InstanceId { get; set; }

    public string? ExecutionId { get; set; }

    public ExtensionDataObject? ExtensionData { get; set; }
}
