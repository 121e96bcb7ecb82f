namespace Embedded.ResourceManager.Operations;

internal enum OperationKind
{
    Create,
    Update,
    Delete,
}
