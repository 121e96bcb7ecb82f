namespace PlatformDeployer.Architecture.Tests.Determinism.Samples;

/// <summary>An iterator that an orchestrator may use.</summary>
internal static class SampleNumbers
{
    public static IEnumerable<int> Below(int count)
    {
        for (int i = 0; i < count; i++) yield return i;
    }
}
