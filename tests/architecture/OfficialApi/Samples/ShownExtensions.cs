namespace PlatformDeployer.Architecture.Tests.OfficialApi.Samples;

/// <summary>An extension method.</summary>
public static class ShownExtensions
{
    public static int Twice(this int number) => 2 * number;
}
