namespace Embedded.DurableTask.Store;

/// <summary>Makes inboxes.</summary>
internal static class Inbox
{
    public static Inbox<T> Of<T>(IReadOnlyCollection<T> messages) => messages.Count == 0 ? default : new([.. messages]);
}
