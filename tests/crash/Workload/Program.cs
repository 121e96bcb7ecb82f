using System.Globalization;
using Embedded.Crash.Workload;
using Embedded.DurableTask.Engine;
using Embedded.DurableTask.Store;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

// arguments: folder, life, and then nothing; or "held", to wait for a line of input when it is ready; or a failpoint and the pass of it that is the last
string folder = args[0];
int life = int.Parse(args[1], CultureInfo.InvariantCulture);
Action<string>? failpoint = args.Length > 3 ? new KillSwitch(args[2], int.Parse(args[3], CultureInfo.InvariantCulture)).Passed : null;

// synchronized, and with no buffer of its own: a line is in the pipe before anything follows from it
var told = new Acknowledgements(Console.Out);
try
{
    var store = new DurableStore();

    // small, so that compaction never rests
    var limits = new DurableLogOptions { CompactionMinBytes = 2_000, CompactionGrowthFactor = 1, Failpoint = failpoint };
    await using DurableLog log = DurableLog.Open(new FolderDisk(Path.Combine(folder, "log")), [store], limits);
    using var journal = new EffectJournal(Path.Combine(folder, "effects"), life);
    var tasks = new DurableTaskRegistry();
    Orchestrations.AddTo(tasks, journal);
    ServiceProvider services = new ServiceCollection().BuildServiceProvider();
    await using DurableEngine engine = new(
        tasks, services, TimeProvider.System, NullLoggerFactory.Instance, new DurableEngineOptions { Failpoint = failpoint }, store, log);
    var client = new WorkloadClient(engine.CreateClient(), told);

    // before the engine starts: what is here is what the log held
    await client.ReportFoundAsync();
    await engine.StartAsync();
    told.Ready();
    if (args is [_, _, "held"]) await Console.In.ReadLineAsync();
    await client.RunAsync();
    return 0;
}
catch (IOException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
