using System.Text.Json;
using Azure.Core.Serialization;

namespace Embedded.Functions.Hosting;

/// <summary>How the worker reads and writes JSON unless the app says otherwise: shared, because its caches are large.</summary>
internal static class WorkerJson
{
    public static readonly ObjectSerializer Serializer = new JsonObjectSerializer(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });
}
