using Embedded.ResourceManager.Providers;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Http.Handlers;

/// <summary>Answers the calls on one resource. Most types share one handler; some have their own.</summary>
internal interface IResourceHandler
{
    Task<ArmResponse> PutAsync(ArmCall call, ResourceId id, ResourceSchema schema, CancellationToken cancellationToken);

    Task<ArmResponse> PatchAsync(ArmCall call, ResourceId id, ResourceSchema schema, CancellationToken cancellationToken);

    Task<ArmResponse> GetAsync(ArmCall call, ResourceId id, ResourceSchema schema, CancellationToken cancellationToken);

    Task<ArmResponse> DeleteAsync(ArmCall call, ResourceId id, ResourceSchema schema, CancellationToken cancellationToken);
}
