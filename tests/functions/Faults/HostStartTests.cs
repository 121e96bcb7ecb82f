using System.Net;
using System.Net.Sockets;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>The real host, started wrongly: it says what is wrong in a sentence, without a stack, and ends with 1.</summary>
public sealed class HostStartTests : IDisposable
{
    private const string Root = "Platform__Root__";

    private readonly string _folder = Directory.CreateTempSubdirectory("host-start").FullName;

    [Theory]
    [InlineData("--arm-port", "abc", "--arm-port is a number from 0 to 65535, not 'abc'.")]
    [InlineData("--arm-port", "65536", "--arm-port is a number from 0 to 65535, not '65536'.")]
    [InlineData("--data", "", "--data is a folder, not nothing.")]
    [InlineData("--arm-profile", "slow", "'slow' is neither a profile (fast, realistic) nor a file.")]
    [InlineData("--urls", "nowhere", "'nowhere' is not an address to listen at: http://IP:PORT or http://localhost:PORT is expected.")]
    public async Task Start_ArgumentIsWrong_IsSaid(string option, string value, string message)
    {
        HostStart start = await HostStart.RunAsync(option == "--data" ? [option, value] : ["--data", _folder, option, value]);
        Assert.Equal((1, message), (start.ExitCode, start.Error.TrimEnd()));
    }

    [Theory]
    [InlineData("Sweep__StaleSeconds", "abc", "The setting Sweep:StaleSeconds is not valid: 'abc' is not a positive number.")]
    [InlineData(Root + "Limits__Depth", "abc", "The setting Platform:Root:Limits:Depth is not valid: 'abc' is not a number of 0 or more.")]
    [InlineData(Root + "Limits__Dept", "3", "There is no setting Platform:Root:Limits:Dept. Did you mean Platform:Root:Limits:Depth?")]
    [InlineData(Root + "Name", "No Name", "The setting Platform:Root:Name is not valid: 'No Name' does not match ^[a-z][a-z0-9-]{1,38}[a-z0-9]$.")]
    [InlineData(Root + "Region", "westeurop", "The setting Platform:Root:Region is not valid: there is no region 'westeurop'. Did you mean 'westeurope'?")]
    [InlineData(Root + "Limits__Templates", "basic,basik", "The setting Platform:Root:Limits:Templates is not valid: there is no template 'basik'. Did you mean 'basic'?")]
    [InlineData(Root + "Limits__Regions", "eastus,eastuss", "The setting Platform:Root:Limits:Regions is not valid: there is no region 'eastuss'. Did you mean 'eastus'?")]
    [InlineData("Platform__Endpoint", "http://0.0.0.0:7071", "The setting Platform:Endpoint is not valid: 'http://0.0.0.0:7071' can be listened at and not called; name an address that children reach.")]
    public async Task Start_SettingIsWrong_IsSaid(string name, string value, string message)
    {
        HostStart start = await StartAsync((name, value));
        Assert.Equal((1, message), (start.ExitCode, start.Error.TrimEnd()));
        Assert.Empty(start.Output);
    }

    [Fact]
    public async Task Start_CharterIsWrong_IsSaid()
    {
        HostStart start = await StartAsync(("Platform__Charter", "{"));
        Assert.Equal(1, start.ExitCode);
        Assert.StartsWith("The setting Platform:Charter is not valid: ", start.Error, StringComparison.Ordinal);
        Assert.Single(start.Error.TrimEnd().Split('\n'));
        Assert.Empty(start.Output);
    }

    [Fact]
    public async Task Start_TemplatesAreNotThere_IsSaid()
    {
        string nowhere = Path.Combine(_folder, "nowhere");
        HostStart start = await StartAsync(("Platform__TemplatesFolder", nowhere));
        Assert.Equal(1, start.ExitCode);
        Assert.StartsWith($"The templates in '{nowhere}' cannot be read: ", start.Error, StringComparison.Ordinal);
        Assert.Single(start.Error.TrimEnd().Split('\n'));
        Assert.Empty(start.Output);
    }

    [Fact]
    public async Task Start_TemplateIsBroken_FileAndLineAreSaid()
    {
        string templates = Directory.CreateDirectory(Path.Combine(_folder, "templates")).FullName;
        await File.WriteAllTextAsync(Path.Combine(templates, "acme.yaml"), "name: acme\nversion: 1.0.0\ncolour: red\n");
        HostStart start = await StartAsync(("Platform__TemplatesFolder", templates));
        Assert.Equal(1, start.ExitCode);
        Assert.StartsWith($"The templates in '{templates}' are not valid:\n", start.Error, StringComparison.Ordinal);
        Assert.Contains("acme.yaml(3,1)", start.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", start.Error, StringComparison.Ordinal);
        Assert.Empty(start.Output);
    }

    [Fact]
    public async Task Start_DataIsAFile_IsSaid()
    {
        string file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");
        HostStart start = await HostStart.RunAsync(["--data", file, "--urls", "http://127.0.0.1:0"]);
        Assert.Equal(1, start.ExitCode);
        Assert.Contains(file, Assert.Single(start.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_PortIsTaken_IsSaid(bool isResourceManagers)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        HostStart start = isResourceManagers
            ? await HostStart.RunAsync(["--data", _folder, "--urls", "http://127.0.0.1:0", "--arm-port", $"{port}"])
            : await HostStart.RunAsync(["--data", _folder, "--urls", $"http://127.0.0.1:{port}"]);
        Assert.Equal(1, start.ExitCode);
        Assert.Contains($"127.0.0.1:{port}", Assert.Single(start.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Empty(start.Output);
    }

    [Theory]
    [InlineData(Root + "Name", "other", "The data belongs to the platform /root, and the settings name it /other.")]
    [InlineData(Root + "Id", "other", "The data belongs to the platform with the id 'root', and the settings give it the id 'other'.")]
    public async Task Start_OnDataOfAnotherRoot_IsRefused(string name, string value, string message)
    {
        Assert.Null((await StartAsync()).ExitCode);
        HostStart start = await StartAsync((name, value));
        Assert.Equal(1, start.ExitCode);
        Assert.StartsWith(message, Assert.Single(start.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Null((await StartAsync()).ExitCode);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<HostStart> StartAsync(params (string Name, string Value)[] settings) =>
        HostStart.RunAsync(["--data", _folder, "--urls", "http://127.0.0.1:0"], settings);
}
