using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PlatformDeployer.Simulation.World;

/// <summary>All that happened, in order. Two runs of one seed write the same bytes.</summary>
internal sealed class Trace(SimulatedClock clock)
{
    private readonly StringBuilder _text = new();

    public int Lines { get; private set; }

    public string Text => _text.ToString();

    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..16];

    public void Add(string what)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{clock.Elapsed:c} {what}\n");
        Lines++;
    }
}
