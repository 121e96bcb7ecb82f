namespace PlatformDeployer.Architecture.Tests.OfficialApi.Samples;

/// <summary>Flags in a byte.</summary>
[Flags]
public enum ShownEnum : byte
{
    None,
    One,
    Two,
}
