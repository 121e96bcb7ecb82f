using Embedded.Host;
using Embedded.ResourceManager.Profiles;
using Embedded.Storage;
using Microsoft.Extensions.Logging;

return await HostCommand.Create(RunAsync).Parse(args).InvokeAsync();

static async Task<int> RunAsync(HostArguments arguments, CancellationToken cancellationToken)
{
    using ILoggerFactory loggers = LoggerFactory.Create(logging => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        }));
    try
    {
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
    catch (Exception exception) when (exception is IOException or InvalidDataException or LogInUseException or LogDamagedException or FormatException or ArgumentException)
    {
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
}
