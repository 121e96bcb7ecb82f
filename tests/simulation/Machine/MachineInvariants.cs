using Embedded.Host;
using Embedded.ResourceManager;
using Embedded.ResourceManager.Resources;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Simulation.World;

namespace PlatformDeployer.Simulation.Machine;

/// <summary>What must be true of a machine's platforms at every moment, and what when everything has come to rest.</summary>
internal static class MachineInvariants
{
    public const string Subscription = $"/subscriptions/{LocalIdentities.SubscriptionId}";

    /// <param name="books">What is written down, the root's first.</param>
    /// <param name="accepted">What had been accepted before that was read.</param>
    /// <exception cref="ViolationException">Something is not true.</exception>
    public static void Check(IReadOnlyList<PlatformBook> books, IReadOnlyList<ClientSpawn> accepted)
    {
        PlatformBook root = books[0];
        foreach (ClientSpawn spawn in accepted.Where(spawn => spawn is { ParentId: null, MayEnd: false }))
        {
            if (!root.Children.Any(child => child.Id.Value == spawn.Accepted!.PlatformId))
            {
                throw new ViolationException($"The platform {spawn.Accepted!.PlatformId} was accepted, and is lost.");
            }
        }

        foreach (PlatformBook book in books) CheckShares(book);
        CheckTwins(books);
    }

    /// <summary>What is not yet as it is to stay; null when everything is.</summary>
    public static string? Unrest(IReadOnlyList<PlatformBook> books, IReadOnlyList<ClientSpawn> accepted, LocalResourceManager cloud)
    {
        PlatformRecord[] living = [.. books.SelectMany(book => book.Children).Where(child => PlatformTransitions.IsLiving(child.State))];
        if (books.SelectMany(book => book.Children).FirstOrDefault(child => child.HasLeftovers) is { } left) return $"Something of the platform {left.Path} is left.";
        foreach (PlatformRecord platform in living)
        {
            PlatformRecord? known = books[0].All.SingleOrDefault(other => other.Id == platform.Id);
            if (platform.State != PlatformState.Active) return $"The platform {platform.Path} is {platform.State}.";
            if (known?.State != platform.State) return $"The platform {platform.Path} is {platform.State}, and the root believes it {known?.State.ToString() ?? "is not there"}.";
            if (!books.Any(book => book.Owner.Id == platform.Id)) return $"The program of {platform.Path} does not run.";
        }

        foreach (ClientSpawn spawn in accepted.Where(spawn => !spawn.MayEnd))
        {
            if (!books.SelectMany(book => book.Children).Any(child => child.Id.Value == spawn.Accepted!.PlatformId)) return $"The platform {spawn.Accepted!.PlatformId} was accepted, and is lost.";
        }

        return Misowned(living, cloud);
    }

    private static void CheckShares(PlatformBook book)
    {
        PlatformRecord[] living = [.. book.Children.Where(PlatformBook.HoldsShare)];
        if (book.Usage.Children != living.Length || book.Usage.AllocatedDescendants != book.Allocated)
        {
            throw new ViolationException(
                $"{book.Owner.Path} has {living.Length} living children with {book.Allocated} shares, and counts {book.Usage.Children} with {book.Usage.AllocatedDescendants}.");
        }

        if (book.Owner.Limits.Children is { } limit && living.Length > limit.Value) throw new ViolationException($"{book.Owner.Path} has {living.Length} children, {limit.Value} at most.");
    }

    private static void CheckTwins(IReadOnlyList<PlatformBook> books)
    {
        IEnumerable<IGrouping<string, PlatformRecord>> twins = books.SelectMany(book => book.Children)
            .Where(child => PlatformTransitions.IsLiving(child.State))
            .GroupBy(child => child.Path.Value, StringComparer.Ordinal)
            .Where(group => group.Count() > 1);
        foreach (IGrouping<string, PlatformRecord> group in twins) throw new ViolationException($"There are {group.Count()} platforms at {group.Key}.");
    }

    private static string? Misowned(IReadOnlyList<PlatformRecord> living, LocalResourceManager cloud)
    {
        var owned = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (PlatformRecord platform in living)
        {
            owned.Add($"{Subscription}/resourceGroups/{platform.ResourceGroup}");
            owned.UnionWith(platform.Resources.Select(resource => resource.Id));
            if (platform.Resources.FirstOrDefault(resource => cloud.Find(resource.Id) is null) is { } missing) return $"{missing.Id} of {platform.Path} is missing.";
        }

        foreach (ResourceRecord record in cloud.ResourcesIn(Subscription).Where(record => record.Id.Type != ResourceId.SubscriptionType))
        {
            // What a provider itself makes with what it stands in.
            bool comesWith = record.Id.Name is "default" or "appsettings" && record.Id.Parent is { } parent && owned.Contains(parent.Text);
            if (!comesWith && !owned.Contains(record.Id.Text)) return $"{record.Id.Text} belongs to nobody.";
        }

        return null;
    }
}
