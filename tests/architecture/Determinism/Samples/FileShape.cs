namespace PlatformDeployer.Architecture.Tests.Determinism.Samples;

/// <summary>A shape that keeps its size in a file.</summary>
internal sealed class FileShape : SampleShape
{
    public override int Size => File.ReadAllText("size").Length;
}
