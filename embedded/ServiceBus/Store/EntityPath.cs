namespace Embedded.ServiceBus.Store;

/// <summary>The names of entities; they ignore case.</summary>
internal static class EntityPath
{
    private const string Subscriptions = "/Subscriptions/";
    private const string DeadLetter = "/$DeadLetterQueue";

    public static string Subscription(string topic, string subscription) => topic + Subscriptions + subscription;

    public static string DeadLetterOf(string queue) => queue + DeadLetter;

    public static bool IsDeadLetter(string path) => path.EndsWith(DeadLetter, StringComparison.OrdinalIgnoreCase);
}
