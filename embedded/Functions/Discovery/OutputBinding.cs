using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Discovery;

/// <summary>An output of a function: the return value itself or a property of it.</summary>
/// <param name="Name">The property's name, or <see cref="ReturnName"/>.</param>
/// <param name="Type">"http" or "serviceBus".</param>
/// <param name="Read">Takes the output's value out of what the function returned.</param>
/// <param name="Message">Where a service-bus output goes.</param>
internal sealed record OutputBinding(string Name, string Type, Func<object, object?> Read, ServiceBusOutputAttribute? Message)
{
    public const string ReturnName = "$return";
    public const string HttpType = "http";
    public const string ServiceBusType = "serviceBus";
}
