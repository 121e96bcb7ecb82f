namespace PlatformDeployer.Azure.Links;

/// <summary>A request on its way to the platform it is for.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="PathAndQuery">The path from <c>/api</c> on, with the query.</param>
/// <param name="Headers">The headers of the request as it came; those in <see cref="RequestForwarder.RequestHeaders"/> are sent on.</param>
/// <param name="Body">The body; empty for none.</param>
public sealed record ForwardedRequest(string Method, string PathAndQuery, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);
