namespace Embedded.ResourceManager.Sites;

/// <summary>A runtime whose every step has a limit, and ends with the Resource Manager.</summary>
internal sealed class LimitedRuntime(IFunctionAppRuntime runtime, TimeProvider clock, CancellationToken lifetime)
{
    private static readonly TimeSpan StepMax = TimeSpan.FromMinutes(10);

    /// <summary>Stops the site if it runs, and starts it as it is to be now.</summary>
    public async Task<SiteEndpoint> RestartAsync(SiteStart start)
    {
        await StopAsync(start.SiteResourceId).ConfigureAwait(false);
        return await WithinLimitAsync("start", token => runtime.StartAsync(start, token)).ConfigureAwait(false);
    }

    public Task StopAsync(string siteResourceId) => WithinLimitAsync("stop", token => Done(runtime.StopAsync(siteResourceId, token)));

    public Task DeleteAsync(string siteResourceId) => WithinLimitAsync("stop", token => Done(runtime.DeleteAsync(siteResourceId, token)));

    public Task DeleteStorageAsync(string accountName)
        => WithinLimitAsync("give up its data", token => Done(runtime.DeleteStorageAsync(accountName, token)));

    private static async Task<bool> Done(Task step)
    {
        await step.ConfigureAwait(false);
        return true;
    }

    private async Task<T> WithinLimitAsync<T>(string what, Func<CancellationToken, Task<T>> step)
    {
        using CancellationTokenSource limit = new(StepMax, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, lifetime);
        try
        {
            return await step(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !lifetime.IsCancellationRequested)
        {
            throw new TimeoutException($"The app did not {what} within {StepMax.TotalSeconds:0} s.", e);
        }
    }
}
