using Microsoft.DurableTask;

namespace Embedded.DurableTask.Engine;

/// <summary>What an activity is told about its call.</summary>
internal sealed class ActivityContext(string name, string version, string instanceId) : TaskActivityContext
{
    public override TaskName Name => name;

    public override string InstanceId => instanceId;

    public override string Version => version;
}
