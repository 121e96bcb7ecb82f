namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>A type as it stands in a signature.</summary>
/// <param name="Text">How a listing writes it.</param>
/// <param name="IsByReference">Whether it is passed by reference; the text leaves that out.</param>
/// <param name="IsInitOnly">Whether it is the return type of an init accessor.</param>
internal readonly record struct SignatureType(string Text, bool IsByReference = false, bool IsInitOnly = false);
