using System.Net;
using System.Net.Sockets;
using Embedded.Functions.Hosting;
using Embedded.Functions.Tests.App;
using Embedded.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Embedded.Functions.Tests.Hosting;

public sealed class AppInstanceEndTests
{
    [Fact]
    public async Task Stop_RequestInFlight_MayEnd()
    {
        GateApp.Gate gate = new();
        AppInstanceOptions options = TestApp.Options(typeof(GateApp)) with { ConfigureServices = services => services.AddSingleton(gate) };
        await using AppInstance app = await AppInstance.StartAsync(options);
        using HttpClient client = app.Client();
        Task<string> request = client.GetStringAsync("/api/gate");
        await gate.Entered.Task;

        Task stop = app.StopAsync();

        // a connection that is reset while the client still asks it for its address ends in a bare SocketException
        Exception refused = await Assert.ThrowsAnyAsync<Exception>(() => client.GetStringAsync("/api/gate"));
        Assert.True(refused is HttpRequestException or System.Net.Sockets.SocketException, refused.ToString());
        gate.Open.SetResult();

        Assert.Equal("through", await request);
        await stop;
        await app.Stopped;
    }

    [Fact]
    public async Task Stop_RequestThatDoesNotEnd_IsToldToAfterTheLimit()
    {
        await using AppInstance app = await AppInstance.StartAsync(TestApp.Options(typeof(HttpApp)) with { DrainLimit = TimeSpan.FromSeconds(2) });
        Journal journal = app.Journal();
        using HttpClient client = app.Client();
        Task<HttpResponseMessage> request = client.GetAsync("/api/wait");
        await journal.WaitAsync();

        // after the limit the function is told, and has as long again before its connection is cut
        await app.StopAsync();

        Assert.Equal(["waiting", "cancelled"], journal.Entries);
        (await request).Dispose();
    }

    [Fact]
    public async Task Stop_ThenStartAgain_UsesTheSameAddress()
    {
        AppInstanceOptions options = TestApp.Options(typeof(CatchAllApp));
        AppInstance first = await AppInstance.StartAsync(options);
        using (HttpClient client = first.Client())
        {
            (await client.GetAsync("/api/x")).Dispose();
        }

        await first.StopAsync();

        await using AppInstance second = await AppInstance.StartAsync(options with { Url = first.BaseAddress.ToString() });
        Assert.Equal(first.BaseAddress, second.BaseAddress);
    }

    [Fact]
    public async Task Run_LogFails_EndsAsIfTheProcessHadDied()
    {
        if (OperatingSystem.IsWindows()) return; // nobody can move a folder in use there
        string folder = Directory.CreateTempSubdirectory("broken-").FullName;
        try
        {
            AppInstanceOptions options = TestApp.Options(typeof(CatchAllApp)) with { Disk = new FolderDisk(Path.Combine(folder, "log")) };
            AppInstance app = await AppInstance.StartAsync(options);
            using HttpClient client = app.Client();
            (await client.GetAsync("/api/x")).Dispose();
            Directory.Move(Path.Combine(folder, "log"), Path.Combine(folder, "aside"));

            await Assert.ThrowsAsync<LogFailedException>(() => app.DurableClient.ScheduleNewOrchestrationInstanceAsync("Any"));

            Assert.Contains("was moved", (await app.LogBroken).Message, StringComparison.Ordinal);
            await app.Stopped.WaitAsync(TimeSpan.FromSeconds(30));
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync("/api/x"));
            Directory.Move(Path.Combine(folder, "aside"), Path.Combine(folder, "log"));
            await using AppInstance again = await AppInstance.StartAsync(options);
            using HttpClient toTheNext = again.Client();
            (await toTheNext.GetAsync("/api/x")).Dispose();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Abandon_RequestInFlight_IsCutOff()
    {
        AppInstance app = await TestApp.StartAsync(typeof(HttpApp));
        Journal journal = app.Journal();
        using HttpClient client = app.Client();
        Task<HttpResponseMessage> request = client.GetAsync("/api/wait");
        await journal.WaitAsync();

        await app.AbandonAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => request);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync("/api/void"));
        Assert.True(app.Stopped.IsCompleted);
    }

    [Fact]
    public async Task Hang_Request_IsAcceptedAndNotAnsweredUntilUnhang()
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(HttpApp));
        using HttpClient client = app.Client();
        app.Hang();

        Task<string> request = client.GetStringAsync("/api/named/ada");
        using (TcpClient connection = new())
        {
            await connection.ConnectAsync(IPAddress.Loopback, app.BaseAddress.Port);
        }

        Assert.NotSame(request, await Task.WhenAny(request, Task.Delay(200)));
        app.Unhang();

        Assert.Equal("ada", await request);
    }

    [Fact]
    public async Task Hang_ThenStop_DoesNotWaitForTheHungRequest()
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(HttpApp));
        using HttpClient client = app.Client();
        app.Hang();
        Task<string> request = client.GetStringAsync("/api/named/ada");

        await app.StopAsync().WaitAsync(TimeSpan.FromSeconds(4));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => request);
    }

    [Fact]
    public async Task Stopped_Instances_AreFreed()
    {
        List<WeakReference> stopped = [];
        for (int i = 0; i < 5; i++)
        {
            stopped.Add(await RunOnceAsync());
        }

        await Until.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return stopped.Count(instance => instance.IsAlive) <= 1;
        });
    }

    private static async Task<WeakReference> RunOnceAsync()
    {
        AppInstance app = await TestApp.StartAsync(typeof(HttpApp), typeof(DurableApp));
        using (HttpClient client = app.Client())
        {
            await client.GetStringAsync("/api/named/ada");
        }

        await app.StopAsync();
        return new WeakReference(app.Services);
    }

    public sealed class GateApp(GateApp.Gate gate)
    {
        [Function("Gate")]
        public async Task<IResult> Run([HttpTrigger("get", Route = "gate")] HttpRequest request)
        {
            gate.Entered.TrySetResult();
            await gate.Open.Task;
            return Results.Text("through");
        }

        public sealed class Gate
        {
            public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

            public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
