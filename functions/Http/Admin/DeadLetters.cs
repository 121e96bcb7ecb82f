using System.Globalization;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Azure.Messaging;
using PlatformDeployer.Contracts.Admin;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Functions.Http.Admin;

/// <summary>
/// The work that does not go on by itself: instances that failed or are held, and messages that could not be handled. Nothing is kept of it but what it
/// is, so that a letter is there as long as its cause, and gone when it was retried, by whatever way. A sub-orchestration that failed is its parent's
/// to deal with and no letter of its own.
/// </summary>
/// <param name="messages">The messages.</param>
public sealed class DeadLetters(IDeadMessages messages)
{
    private const string InstancePrefix = "instance-";
    private const string MessagePrefix = "message-";
    private const int LettersMax = 10_000;

    private static readonly OrchestrationRuntimeStatus[] Dead = [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Suspended];

    /// <summary>All of them, the oldest first.</summary>
    internal async Task<IReadOnlyList<DeadLetterView>> ListAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var letters = new List<DeadLetterView>();
        await foreach (OrchestrationMetadata instance in client
            .GetAllInstancesAsync(new OrchestrationQuery { Statuses = Dead, PageSize = 1000 })
            .WithCancellation(cancellationToken))
        {
            if (Of(instance) is { } letter) letters.Add(letter);
            if (letters.Count >= LettersMax) break;
        }

        letters.AddRange((await messages.ListAsync(cancellationToken)).Select(Of));
        return [.. letters.OrderBy(letter => letter.At).ThenBy(letter => letter.Id, StringComparer.Ordinal)];
    }

    /// <summary>Tries one again.</summary>
    /// <returns>False when there is no such letter.</returns>
    internal async Task<bool> RetryAsync(DurableTaskClient client, string id, string reason, CancellationToken cancellationToken)
    {
        if (id.StartsWith(MessagePrefix, StringComparison.Ordinal))
        {
            return long.TryParse(id.AsSpan(MessagePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                && await messages.RetryAsync(number, cancellationToken);
        }

        if (!id.StartsWith(InstancePrefix, StringComparison.Ordinal) || id.Length == InstancePrefix.Length) return false;
        string instanceId = id[InstancePrefix.Length..];
        OrchestrationMetadata? instance = await client.GetInstanceAsync(instanceId, cancellationToken);
        if (instance is null || Of(instance) is not { } letter) return false;
        await InstanceCommand.SupportedAsync(() => letter.Kind == DeadLetterKind.HeldInstance
            ? client.ResumeInstanceAsync(instanceId, reason, cancellationToken)
            : client.RewindInstanceAsync(instanceId, reason, cancellationToken));
        return true;
    }

    private static DeadLetterView? Of(OrchestrationMetadata instance)
    {
        DeadLetterKind? kind = instance.RuntimeStatus switch
        {
            OrchestrationRuntimeStatus.Suspended when instance.FailureDetails is not null => DeadLetterKind.HeldInstance,
            OrchestrationRuntimeStatus.Failed when OperationIds.IsOfAPlatform(instance.InstanceId) => DeadLetterKind.FailedInstance,
            _ => null,
        };
        return kind is null ? null : new DeadLetterView
        {
            Id = InstancePrefix + instance.InstanceId,
            Kind = kind.Value,
            Source = instance.InstanceId,
            Reason = instance.FailureDetails?.ErrorType ?? "Unknown",
            Detail = instance.FailureDetails?.ErrorMessage,
            Attempts = kind == DeadLetterKind.FailedInstance ? InstanceAttempts.Of(instance) : null,
            At = instance.LastUpdatedAt,
        };
    }

    private static DeadLetterView Of(DeadMessage message) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{MessagePrefix}{message.Number}"),
        Kind = DeadLetterKind.Message,
        Source = message.Queue,
        Reason = message.Reason,
        Detail = message.Description,
        Attempts = message.Deliveries,
        At = message.EnqueuedAt,
    };
}
