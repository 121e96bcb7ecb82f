namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a message is sent to.</summary>
public enum ServiceBusEntityType
{
    Queue = 0,
    Topic = 1,
}
