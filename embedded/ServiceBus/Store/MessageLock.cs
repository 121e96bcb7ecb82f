namespace Embedded.ServiceBus.Store;

/// <summary>A receiver's hold on a message. Not kept across a restart: what was locked is delivered again.</summary>
/// <param name="Token">What the receiver shows to settle it.</param>
/// <param name="Sequence">The message.</param>
/// <param name="Until">When the hold ends.</param>
internal sealed record MessageLock(Guid Token, long Sequence, DateTimeOffset Until);
