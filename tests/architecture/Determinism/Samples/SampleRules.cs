namespace PlatformDeployer.Architecture.Tests.Determinism.Samples;

/// <summary>Code that orchestrators call, at some distance.</summary>
internal static class SampleRules
{
    private static readonly Guid Chosen = Guid.NewGuid();

    public static int Calls { get; set; }

    public static Guid Choice => Chosen;

    public static async Task<long> LaterAsync(Task<long> first) => await first + Ticks(TimeProvider.System);

    public static IEnumerable<int> RandomNumbers(int count)
    {
        for (int i = 0; i < count; i++) yield return Random.Shared.Next();
    }

    public static T Generic<T>(T value)
        where T : notnull
    {
        Console.WriteLine(value);
        return value;
    }

    private static long Ticks(TimeProvider time) => time.GetTimestamp();
}
