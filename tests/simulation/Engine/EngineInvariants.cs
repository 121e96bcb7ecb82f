using System.Text.Json;
using Embedded.DurableTask.Store;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using PlatformDeployer.Simulation.World;

namespace PlatformDeployer.Simulation.Engine;

/// <summary>What must be true of an engine at every moment, and what when everything has ended.</summary>
internal static class EngineInvariants
{
    /// <exception cref="ViolationException">Something is not true.</exception>
    public static void Check(EngineMachine machine, ScriptClient client, ErrandBook errands)
    {
        if (errands.Found is { } found) throw found;
        foreach (ClientInstance instance in client.Instances)
        {
            if (machine.Find(instance.Id) is not { } state)
            {
                if (instance.MustExist) throw new ViolationException($"The instance {instance.Id} was acknowledged, and is lost.");
                continue;
            }

            if (instance.Purged == Knowledge.Acknowledged) throw new ViolationException($"The instance {instance.Id} was purged, and is there again.");
            if (instance.Terminated == Knowledge.Acknowledged && !state.IsEnded)
            {
                throw new ViolationException($"The instance {instance.Id} was terminated, and is {state.Status}.");
            }

            if (instance.End is { } end && (state.Status != end.RuntimeStatus || !string.Equals(state.Output, end.SerializedOutput, StringComparison.Ordinal)))
            {
                throw new ViolationException($"The instance {instance.Id} had ended as {end.RuntimeStatus} with {end.SerializedOutput}, and is {state.Status} with {state.Output}.");
            }
        }
    }

    /// <summary>Everything has ended, and as it should.</summary>
    /// <exception cref="ViolationException">Something is not true.</exception>
    public static void CheckEnd(EngineMachine machine, ScriptClient client)
    {
        Dictionary<string, ClientInstance> own = client.Instances.ToDictionary(instance => instance.Id, StringComparer.Ordinal);
        foreach (InstanceState state in machine.All())
        {
            if (!state.IsEnded) throw new ViolationException($"The instance {state.Start.InstanceId} is {state.Status} and nothing will ever happen to it.");
            own.TryGetValue(state.Start.InstanceId, out ClientInstance? instance);
            CheckResult(state, JsonDataConverter.Default.Deserialize<ScriptOrder>(state.Start.Input)!.Steps, instance, OwnerOf(state, own));
        }

        if (!machine.Engine.IsIdle) throw new ViolationException("Everything has ended, and the engine is busy.");
        if (machine.Engine.NextTimerDue is { } due) throw new ViolationException($"Everything has ended, and a timer is still due at {due:O}.");
    }

    private static void CheckResult(InstanceState state, IReadOnlyList<Step> steps, ClientInstance? instance, ClientInstance owner)
    {
        string id = state.Start.InstanceId;
        switch (state.Progress)
        {
            case OrchestrationRuntimeStatus.Terminated when owner.Terminated != Knowledge.Never:
            case OrchestrationRuntimeStatus.Failed when Script.Fails(steps) && state.Failure!.ErrorMessage == Script.FailureMessage:
                return;
            case OrchestrationRuntimeStatus.Completed when !Script.Fails(steps):
                break;
            default:
                throw new ViolationException($"The instance {id} ended as {state.Progress}, which it should not: {state.Failure?.ErrorMessage} {state.Output}");
        }

        ScriptResult result = JsonDataConverter.Default.Deserialize<ScriptResult>(state.Output)!;
        string[] expected = [.. steps.Select(Script.Expected)];
        if (!result.Seen.SequenceEqual(expected))
        {
            throw new ViolationException($"The instance {id} answered {JsonSerializer.Serialize(result.Seen)} instead of {JsonSerializer.Serialize(expected)}.");
        }

        foreach ((string key, int times) in result.Received)
        {
            int sends = instance is not null && instance.Events.TryGetValue(key, out ClientEvent? sent) ? sent.Sends : 1;
            if (times > sends) throw new ViolationException($"The instance {id} received {key} {times} times, and it was sent {sends} times.");
        }
    }

    // A child is called after the one that calls it.
    private static ClientInstance OwnerOf(InstanceState state, Dictionary<string, ClientInstance> own) => own[state.Start.InstanceId.Split('-')[0]];
}
