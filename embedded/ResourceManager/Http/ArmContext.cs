using Embedded.ResourceManager.Operations;
using Embedded.ResourceManager.Profiles;
using Embedded.ResourceManager.Providers;
using Embedded.ResourceManager.Resources;
using Embedded.ResourceManager.Sites;

namespace Embedded.ResourceManager.Http;

/// <summary>What every handler works with.</summary>
internal sealed record ArmContext(
    ResourceStore Store,
    ProviderRegistry Providers,
    OperationEngine Operations,
    SiteSupervisor Sites,
    ResourceManagerProfile Profile,
    Chance Chance,
    TimeProvider Clock,
    string TenantId,
    int Seed);
