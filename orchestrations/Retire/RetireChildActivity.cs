using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Links;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>Asks a platform to retire one of its children, and how that stands. Asking again is the same request.</summary>
/// <param name="link">How to ask it.</param>
public sealed class RetireChildActivity(IPlatformLink link)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(RetireChildActivity))]
    public async Task<ChildProgress> RunAsync([ActivityTrigger] ChildRetirement child, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(child);
        var parent = new Uri(child.ParentEndpoint);
        try
        {
            string? operation = await link.RetireAsync(parent, child.PlatformId, cascade: true, cancellationToken);
            if (operation is null) return new ChildProgress(Answered: true, Gone: true, Failure: null);
            OperationView? progress = await link.FindOperationAsync(parent, operation, cancellationToken);
            return new ChildProgress(Answered: true, Gone: false, progress is { Status: OperationStatus.Failed } ? progress.Error : null);
        }
        catch (PlatformLinkException)
        {
            return new ChildProgress(Answered: false, Gone: false, Failure: null);
        }
    }
}
