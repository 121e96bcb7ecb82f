namespace Embedded.Functions.Discovery;

/// <summary>What starts a function.</summary>
internal enum FunctionKind
{
    Http,
    Timer,
    ServiceBus,
    Orchestration,
    Activity,
    Entity,
}
