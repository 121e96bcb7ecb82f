using Embedded.Functions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a function app begins.</summary>
public class FunctionsApplication
{
    public FunctionsApplication()
    {
    }

    /// <summary>A builder for the instance the app is being started as; on its own, for the default instance in the current folder.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args ?? [], InstanceEnvironment.Current ?? InstanceEnvironment.CreateDefault());
}
