using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Engine.Entities;

/// <summary>What an operation may be sent to, and when.</summary>
internal static class EntityTarget
{
    private const int MaxLength = 1024;

    /// <exception cref="ArgumentException">The id is empty, or one of them is too long.</exception>
    public static void Require(EntityInstanceId id, string operationName)
    {
        Require(id);
        ArgumentException.ThrowIfNullOrEmpty(operationName);
        if (operationName.Length > MaxLength) throw new ArgumentException($"The name of an operation has at most {MaxLength} characters.", nameof(operationName));
    }

    /// <exception cref="ArgumentException">The id is empty or too long.</exception>
    public static void Require(EntityInstanceId id)
    {
        if (id.Name is null) throw new ArgumentException("The id of an entity needs a name and a key.", nameof(id));
        if (id.Name.Length + id.Key.Length > MaxLength) throw new ArgumentException($"The id of an entity has at most {MaxLength} characters.", nameof(id));
    }

    /// <summary>When a signal is due; null if at once, so that it comes after those sent before it.</summary>
    public static DateTimeOffset? DelayOf(SignalEntityOptions? options, DateTimeOffset now) =>
        options?.SignalTime is { } time && time > now ? time.ToUniversalTime() : null;
}
