using Embedded.Host;
using Embedded.ResourceManager.Profiles;
using Microsoft.Extensions.Logging;

return await HostCommand.Create(RunAsync).Parse(args).InvokeAsync();

static async Task<int> RunAsync(HostArguments arguments, CancellationToken cancellationToken)
{
    try
    {
        using ILoggerFactory loggers = ConsoleLog.Create(AppContext.BaseDirectory);
        await using LocalMachine machine = await LocalMachine.StartAsync(
            new LocalMachineOptions
            {
                Storage = new FolderStorage(arguments.DataFolder),
                Url = arguments.Url,
                Profile = ResourceManagerProfile.Load(arguments.ArmProfile),
                ResourceManagerPort = arguments.ArmPort,
                Loggers = loggers,
            },
            cancellationToken);
        Console.WriteLine($"Ready. The root platform's API is at {machine.Root.BaseAddress}api");
        if (machine.ResourceManagerAddress is { } address) Console.WriteLine($"The local Resource Manager is at {address}");
        Console.WriteLine($"Everything is kept in {arguments.DataFolder}. Ctrl+C stops it; the next start goes on from there.");
        await machine.Ended.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (machine.LogFailure is not { } failure) return 0;

        // nothing that was acknowledged is lost, and nothing more can be: whoever supervises this process starts it again
        await machine.AbandonAsync();
        throw failure;
    }
    catch (Exception exception) when (StartFailure.IsToldByItsMessage(exception))
    {
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
}
