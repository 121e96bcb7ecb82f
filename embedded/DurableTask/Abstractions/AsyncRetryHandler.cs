namespace Microsoft.DurableTask;

/// <summary>Decides after a failure whether to try again; it may await what its orchestration context offers.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
