namespace Embedded.ResourceManager.Operations;

internal enum OperationStatus
{
    InProgress,
    Succeeded,
    Failed,
    Canceled,
}
