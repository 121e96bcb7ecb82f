namespace Embedded.Functions.Invocation;

/// <summary>Sends what an invocation put out, once the function and its middleware are done.</summary>
internal interface IOutputSender
{
    Task SendAsync(FunctionInvocationContext context);
}
