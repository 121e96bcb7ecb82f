using System.Runtime.Serialization;

namespace DurableTask.Core;

#pragma warning disable CA1051 // The official type has fields.
/// <summary>The instance that called this one, and the call.</summary>
public class ParentInstance : IExtensibleDataObject
{
    public string? Name;

    public OrchestrationInstance? OrchestrationInstance;

    public int TaskScheduleId;

    public ExtensionDataObject? ExtensionData { get; set; }
}
