using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Replay;

/// <summary>
/// One generation of an instance, as it happened: what a later version of its orchestrator must be able to replay, or work under way when it is
/// deployed is held. Stack traces are left out: they say where the code lay, not what it did.
/// </summary>
internal sealed record RecordedHistory(
    string InstanceId, string Name, string Version, long Incarnation, int Generation, string? Input, DateTimeOffset CreatedAt, RecordedEnd End, IReadOnlyList<RecordedStep> Steps)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>As text, for a file.</summary>
    public static string Write(IReadOnlyList<RecordedHistory> histories) => JsonSerializer.Serialize(histories, Json) + "\n";

    /// <exception cref="JsonException">The text is no recording.</exception>
    public static IReadOnlyList<RecordedHistory> Read(string text) =>
        JsonSerializer.Deserialize<IReadOnlyList<RecordedHistory>>(text, Json) ?? throw new JsonException("A recording is a list of histories.");

    /// <summary>The instance as it stood before its last step.</summary>
    internal InstanceState BeforeLastStep()
    {
        HistorySegment? history = null;
        foreach (RecordedStep step in Steps.SkipLast(1))
        {
            using var writer = new RecordWriter();
            foreach (HistoryEvent entry in step.Given.Concat(step.Decided)) entry.Write(writer);
            history = new HistorySegment(history, step.At, step.Given.Count, step.Decided.Count, writer.ToArray());
        }

        return new InstanceState(new InstanceStart(InstanceId, Name, Version, Input, CreatedAt), Incarnation) { Generation = Generation, History = history };
    }
}
