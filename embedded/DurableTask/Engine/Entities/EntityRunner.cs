using Embedded.DurableTask.Orchestration;
using Embedded.DurableTask.Store.Entities;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Engine.Entities;

/// <summary>Lets an entity have its turn: one operation after the other, each of which changes all it wants to or nothing.</summary>
internal sealed partial class EntityRunner(
    DurableTaskRegistry registry, IServiceProvider services, OrchestrationSettings settings, TimeProvider time, ILogger logger)
{
    /// <summary>In UTF-16 characters, of what the operations of one turn bring about; what is left is for the next turn.</summary>
    private const int TurnMaxLength = 1024 * 1024;

    /// <summary>A turn is one record: after this long it ends, so that who was served first does not wait for those behind.</summary>
    private static readonly TimeSpan TurnLimit = TimeSpan.FromMilliseconds(100);

    public async Task<EntityWorked> RunAsync(EntityTurn turn)
    {
        try
        {
            EntityWorked outcome = await WorkAsync(turn).ConfigureAwait(false);
            if (outcome.Record.Length > LogFrame.PayloadMaxBytes) throw new LogRecordTooLargeException(outcome.Record.Length);
            return outcome;
        }
        catch (Exception e)
        {
            // What an operation throws is its result. What is left concerns the turn as a whole: none of it counts.
            LogTurnFailed(logger, e, turn.Entity.Id);
            return new EntityProgress(turn).Refuse(Failures.Record(e));
        }
    }

    private async Task<EntityWorked> WorkAsync(EntityTurn turn)
    {
        var progress = new EntityProgress(turn);
        EntityInstanceId id = EntityInstanceId.FromString(turn.Entity.Id);
        if (!registry.TryGetEntity(id.Name, out Func<IServiceProvider, ITaskEntity>? factory)) return progress.Refuse(Failures.EntityNotFound(id.Name));
        long begin = time.GetTimestamp();
        AsyncServiceScope scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            ITaskEntity entity = factory(scope.ServiceProvider);
            while (progress.TryPeek(out EntityMessage? message))
            {
                await WorkAsync(entity, id, message, progress).ConfigureAwait(false);
                if (progress.Length > TurnMaxLength || time.GetElapsedTime(begin) > TurnLimit) break;
            }
        }

        return progress.Outcome();
    }

    private async Task WorkAsync(ITaskEntity entity, EntityInstanceId id, EntityMessage message, EntityProgress progress)
    {
        var operation = new EntityOperation(id, message, progress.Value, settings, time);
        try
        {
            object? result = await entity.RunAsync(operation).ConfigureAwait(false);
            string? data = settings.Serialize(result, $"The result of the operation '{operation}'");
            IReadOnlyList<EntityEffect> effects = operation.Close();
            progress.Complete(message, data, operation.Value, effects);
        }
        catch (Exception e)
        {
            operation.Close();
            LogOperationFailed(logger, e, message.Operation, id.ToString());
            progress.Fail(message, Failures.Record(e));
        }
    }

    [LoggerMessage(EventId = 30, Level = LogLevel.Information, Message = "The operation {Operation} of the entity {EntityId} failed.")]
    private static partial void LogOperationFailed(ILogger logger, Exception exception, string operation, string entityId);

    [LoggerMessage(EventId = 31, Level = LogLevel.Error, Message = "A turn of the entity {EntityId} failed, and all its operations with it.")]
    private static partial void LogTurnFailed(ILogger logger, Exception exception, string entityId);
}
