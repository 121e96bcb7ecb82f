namespace Embedded.ResourceManager.Operations;

/// <summary>How a client learns of an operation's end. See "Track asynchronous Azure operations" in ARM's documentation.</summary>
internal enum PollingStyle
{
    /// <summary>There is nothing to wait for: the answer is the end.</summary>
    Immediate,

    /// <summary>201 with <c>properties.provisioningState</c>; the client reads the resource again.</summary>
    Resource,

    /// <summary>201 or 202 with <c>Azure-AsyncOperation</c>, whose status it polls.</summary>
    AsyncOperation,

    /// <summary>202 with <c>Location</c>, which answers 202 until the end and then the resource.</summary>
    Location,
}
