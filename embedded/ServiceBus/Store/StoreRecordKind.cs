namespace Embedded.ServiceBus.Store;

/// <summary>What a record says. The numbers stand in logs: they never change.</summary>
internal enum StoreRecordKind : byte
{
    QueueCreated = 1,
    TopicCreated = 2,
    SubscriptionCreated = 3,
    EntityDeleted = 4,
    MessagesPut = 5,
    MessagesRemoved = 6,
    IdRemembered = 7,
    SequenceKept = 8,
    DeadLettered = 9,
}
