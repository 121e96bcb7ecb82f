namespace Embedded.ServiceBus.Store;

/// <summary>A message as it is handed to a receiver.</summary>
/// <param name="Message">The message, counting this delivery.</param>
/// <param name="Lock">The hold on it; null when it was only looked at, or removed at once.</param>
internal sealed record ReceivedItem(StoredMessage Message, MessageLock? Lock);
