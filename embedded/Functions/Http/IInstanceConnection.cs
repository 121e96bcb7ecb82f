using Embedded.Functions.Invocation;

namespace Embedded.Functions.Http;

/// <summary>A connection's feature: the app instance it came in for.</summary>
internal interface IInstanceConnection
{
    FunctionInvoker Invoker { get; }

    InstanceListener Listener { get; }
}
