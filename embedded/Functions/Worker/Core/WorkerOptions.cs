using Azure.Core.Serialization;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>How the worker reads and writes values.</summary>
public class WorkerOptions
{
    public WorkerOptions()
    {
    }

    /// <summary>Reads and writes JSON payloads of bindings; by default System.Text.Json that ignores the case of names.</summary>
    public ObjectSerializer? Serializer { get; set; }

    public InputConverterCollection InputConverters { get; } = new();
}
