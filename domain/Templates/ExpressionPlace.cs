namespace PlatformDeployer.Domain.Templates;

/// <summary>Where in a resource an expression stands.</summary>
internal enum ExpressionPlace
{
    Name,
    Location,
    Condition,
    Body,

    /// <summary>In a key of a mapping in the body.</summary>
    Key,

    /// <summary>Alone as an item of a list in the body.</summary>
    ListItem,
}
