namespace PlatformDeployer.Azure.Links;

/// <summary>What the platform answered that a request was forwarded to.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">Those of its headers that are relayed.</param>
/// <param name="Body">The body.</param>
public sealed record ForwardedResponse(int Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);
