namespace PlatformDeployer.Architecture.Tests.OfficialApi.Samples;

/// <summary>A delegate with a default.</summary>
public delegate T? ShownDelegate<T>(ShownEnum kind, T? value = default);
