using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace PlatformDeployer.Architecture.Tests.Determinism.Samples;

/// <summary>An orchestrator that logs again at every replay.</summary>
internal sealed class LoggingOrchestrator
{
    private readonly ILogger<LoggingOrchestrator> _logger;

    public LoggingOrchestrator(ILogger<LoggingOrchestrator> logger) => _logger = logger;

    public bool Logs([OrchestrationTrigger] TaskOrchestrationContext context) => !context.IsReplaying && _logger.IsEnabled(LogLevel.Trace);
}
