namespace Microsoft.DurableTask.Client;

/// <summary>Finds a client by name.</summary>
public interface IDurableTaskClientProvider
{
    DurableTaskClient GetClient(string? name = default);
}
