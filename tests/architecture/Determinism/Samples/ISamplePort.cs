namespace PlatformDeployer.Architecture.Tests.Determinism.Samples;

/// <summary>Reaches the world.</summary>
internal interface ISamplePort
{
    Task<int> FetchAsync();
}
