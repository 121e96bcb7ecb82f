namespace Azure.Messaging.ServiceBus;

public class ServiceBusClientOptions
{
    public string? Identifier { get; set; }
}
