using Embedded.ResourceManager.Profiles;
using Embedded.ResourceManager.Sites;
using Embedded.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Embedded.ResourceManager;

/// <summary>What a local Resource Manager is made of.</summary>
internal sealed record ResourceManagerOptions
{
    public required ILogDisk Disk { get; init; }

    public required IFunctionAppRuntime Sites { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public ResourceManagerProfile Profile { get; init; } = ResourceManagerProfile.Fast;

    public string TenantId { get; init; } = "aaaaaaaa-0000-4000-8000-000000000001";

    /// <summary>Subscriptions that exist; those of an earlier opening stay.</summary>
    public IReadOnlyList<string> Subscriptions { get; init; } = ["bbbbbbbb-0000-4000-8000-000000000001"];

    /// <summary>Decides durations, faults and generated ids.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Where the server's certificate is kept; a new one for each process when there is none.</summary>
    public string? CertificateFolder { get; init; }

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;
}
