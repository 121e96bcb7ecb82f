namespace PlatformDeployer.Architecture.Tests.Determinism.Samples;

/// <summary>A shape whose size is asked for virtually.</summary>
internal abstract class SampleShape : IComparable<SampleShape>
{
    public abstract int Size { get; }

    public int CompareTo(SampleShape? other) => Environment.ProcessorCount;
}
