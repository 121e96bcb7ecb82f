namespace Microsoft.Azure.Functions.Worker;

/// <summary>The key an HTTP function asks for. As with <c>func start</c>, no key is asked for on a local machine.</summary>
public enum AuthorizationLevel
{
    Anonymous = 0,
    User = 1,
    Function = 2,
    System = 3,
    Admin = 4,
}
