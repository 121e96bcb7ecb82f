namespace Embedded.Host;

/// <summary>What the command line asks for.</summary>
/// <param name="Url">Where the root platform listens.</param>
/// <param name="DataFolder">Everything a run writes is below it.</param>
/// <param name="ArmProfile"><c>fast</c>, <c>realistic</c> or a file.</param>
/// <param name="ArmPort">Where the local Resource Manager listens for other processes; 0 for any free port, null for not at all.</param>
internal sealed record HostArguments(string Url, string DataFolder, string ArmProfile, int? ArmPort);
