using Embedded.Functions.Discovery;
using Embedded.Functions.Hosting;
using Embedded.Functions.Tests.App;
using Embedded.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Embedded.Functions.Tests.Hosting;

public sealed class AppInstanceTests
{
    [Fact]
    public async Task Start_TwoInstancesOfOneApp_HaveTheirOwnAddressDataAndSettings()
    {
        AppInstanceOptions options = TestApp.Options(typeof(DurableApp), typeof(SettingsApp));
        await using AppInstance one = await AppInstance.StartAsync(options with { Settings = Setting("Colour__Name", "red") });
        await using AppInstance two = await AppInstance.StartAsync(options with { Name = options.Name + "b", Disk = new MemoryDisk(), Settings = Setting("Colour__Name", "blue") });
        using HttpClient first = one.Client();
        using HttpClient second = two.Client();

        Assert.NotEqual(one.BaseAddress, two.BaseAddress);
        Assert.Equal("red", await first.GetStringAsync("/api/colour"));
        Assert.Equal("blue", await second.GetStringAsync("/api/colour"));
        string id = await one.DurableClient.ScheduleNewOrchestrationInstanceAsync("Greeting", "ada");
        await one.DurableClient.WaitForInstanceCompletionAsync(id);
        Assert.Null(await two.DurableClient.GetInstanceAsync(id));
        Assert.Empty(two.Journal().Entries);
    }

    [Fact]
    public async Task Start_Settings_NameTheInstancesOwnConnectionsUnlessGiven()
    {
        AppInstanceOptions options = TestApp.Options(typeof(SettingsApp));
        await using AppInstance own = await AppInstance.StartAsync(options);
        IConfiguration ownSettings = own.Services.GetRequiredService<IConfiguration>();
        Assert.Contains(options.Name, ownSettings["AzureWebJobsStorage"], StringComparison.Ordinal);
        Assert.Contains(options.Name, ownSettings["ServiceBus"], StringComparison.Ordinal);

        await using AppInstance given = await TestApp.StartAsync(typeof(SettingsApp));
        Assert.DoesNotContain(options.Name, given.Services.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_MachineServices_ComeBeforeTheAppsOwn()
    {
        AppInstanceOptions options = TestApp.Options(typeof(SettingsApp)) with
        {
            ConfigureServices = services => services.AddSingleton<IGreeter>(new Greeter("machine")),
            EntryPoint = args => TestApp.MainAsync(args, builder => builder.Services.TryAddSingleton<IGreeter>(new Greeter("app"))),
        };

        await using AppInstance app = await AppInstance.StartAsync(options);

        Assert.Equal("machine", app.Services.GetRequiredService<IGreeter>().Name);
        Assert.Same(TimeProvider.System, app.Services.GetRequiredService<TimeProvider>());
    }

    [Fact]
    public async Task Start_BadSchedule_IsThrownWithTheFunctionsName()
    {
        AppInstanceOptions options = TestApp.Options(typeof(TimerApp.OnStart)) with { Settings = Setting("Schedule", "every day") };

        FunctionDefinitionException e = await Assert.ThrowsAsync<FunctionDefinitionException>(() => AppInstance.StartAsync(options));

        Assert.Contains("'OnStart'", e.Message, StringComparison.Ordinal);
        Assert.Contains("'every day'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SettingMissing_IsThrownWithItsName()
    {
        FunctionDefinitionException e = await Assert.ThrowsAsync<FunctionDefinitionException>(() => TestApp.StartAsync(typeof(TimerApp.OnStart)));

        Assert.Contains("'Schedule'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ParameterNothingBinds_IsRefused()
    {
        FunctionDefinitionException e = await Assert.ThrowsAsync<FunctionDefinitionException>(() => TestApp.StartAsync(typeof(UnboundApp)));

        Assert.Contains("'greeter'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FailedOnce_LeavesTheDataAndTheAddressFree()
    {
        AppInstanceOptions options = TestApp.Options(typeof(TimerApp.OnStart));
        await Assert.ThrowsAsync<FunctionDefinitionException>(() => AppInstance.StartAsync(options));

        await using AppInstance app = await AppInstance.StartAsync(options with { Settings = Setting("Schedule", "0 0 0 1 1 *") });

        await app.Journal().WaitAsync();
    }

    [Fact]
    public async Task Start_AppThrows_IsThrownAsItIs()
    {
        AppInstanceOptions options = TestApp.Options() with { EntryPoint = _ => throw new NotSupportedException("not today") };

        NotSupportedException e = await Assert.ThrowsAsync<NotSupportedException>(() => AppInstance.StartAsync(options));

        Assert.Equal("not today", e.Message);
    }

    [Fact]
    public async Task Start_AppThatRunsNoHost_IsRefused()
    {
        AppInstanceOptions options = TestApp.Options() with { EntryPoint = _ => Task.CompletedTask };

        await Assert.ThrowsAsync<InvalidOperationException>(() => AppInstance.StartAsync(options));
    }

    [Fact]
    public async Task Start_HttpFunctionsWithoutAspNetCore_AreRefused()
    {
        AppInstanceOptions options = TestApp.Options(typeof(CatchAllApp)) with { EntryPoint = args => FunctionsApplication.CreateBuilder(args).Build().RunAsync() };

        FunctionDefinitionException e = await Assert.ThrowsAsync<FunctionDefinitionException>(() => AppInstance.StartAsync(options));

        Assert.Contains("ConfigureFunctionsWebApplication", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AddressInUse_IsAnIOException()
    {
        await using AppInstance first = await TestApp.StartAsync(typeof(CatchAllApp));

        await Assert.ThrowsAnyAsync<IOException>(() => AppInstance.StartAsync(TestApp.Options(typeof(CatchAllApp)) with { Url = first.BaseAddress.ToString() }));
    }

    [Fact]
    public async Task Start_DataInUse_IsRefused()
    {
        AppInstanceOptions options = TestApp.Options(typeof(CatchAllApp));
        await using AppInstance first = await AppInstance.StartAsync(options);

        await Assert.ThrowsAsync<LogInUseException>(() => AppInstance.StartAsync(options with { Name = options.Name + "b" }));
    }

    private static Dictionary<string, string> Setting(string name, string value) => new(StringComparer.Ordinal) { [name] = value };

    public interface IGreeter
    {
        string Name { get; }
    }

    public sealed record Greeter(string Name) : IGreeter;

    public sealed class SettingsApp(IConfiguration configuration)
    {
        [Function("Colour")]
        public IResult Colour([HttpTrigger("get", Route = "colour")] HttpRequest request) => Results.Text(configuration["Colour:Name"]);
    }

    public static class UnboundApp
    {
        [Function("Unbound")]
        public static void Run([HttpTrigger("get")] HttpRequest request, IGreeter greeter) => _ = (request, greeter);
    }
}
