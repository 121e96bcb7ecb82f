namespace Embedded.ResourceManager.Providers;

/// <summary>
/// A name that is a DNS label for all customers: who comes second is refused. Types that share a <paramref name="Zone"/> share its names.
/// The message's <c>{0}</c> is the name.
/// </summary>
internal sealed record GlobalNameRule(string Zone, int Status, string Code, string Message);
