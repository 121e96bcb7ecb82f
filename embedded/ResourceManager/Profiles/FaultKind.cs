namespace Embedded.ResourceManager.Profiles;

internal enum FaultKind
{
    /// <summary>The call is answered with a status and nothing is done.</summary>
    Status,

    /// <summary>The connection breaks before anything is done.</summary>
    DropBefore,

    /// <summary>The call is carried out, and its answer is lost.</summary>
    DropAfter,

    /// <summary>No answer for as long as the rule says; then the connection breaks.</summary>
    Hang,

    /// <summary>The operation is accepted and fails at its end.</summary>
    OperationFails,

    /// <summary>The operation is accepted and stays under way.</summary>
    OperationNeverEnds,
}
