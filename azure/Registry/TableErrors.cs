using Azure;

namespace PlatformDeployer.Azure.Registry;

/// <summary>Reads the refusals of the table service.</summary>
internal static class TableErrors
{
    /// <summary>Whether someone else was faster: a row is there that was not, is gone, or has changed.</summary>
    public static bool IsConflict(RequestFailedException exception) => exception.Status switch
    {
        412 => true,
        409 => exception.ErrorCode is not ("TableBeingDeleted" or "TableAlreadyExists"),
        404 => exception.ErrorCode is not "TableNotFound",
        _ => false,
    };
}
