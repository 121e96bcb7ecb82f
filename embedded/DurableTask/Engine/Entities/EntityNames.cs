using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Engine.Entities;

/// <summary>What may be the target of an operation.</summary>
internal static class EntityNames
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
}
