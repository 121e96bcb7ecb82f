namespace PlatformDeployer.Architecture.Tests.OfficialApi.Samples;

/// <summary>A record that is a struct.</summary>
public readonly record struct ShownRecord(int Number);
