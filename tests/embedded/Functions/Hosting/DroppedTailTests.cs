using System.Collections.Concurrent;
using Embedded.Functions.Hosting;
using Embedded.Functions.Tests.App;
using Embedded.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Tests.Hosting;

public sealed class DroppedTailTests
{
    [Fact]
    public async Task Start_LogWithATornTail_SaysWhatWasCutOff()
    {
        string segment = LogFileName.Segment(1);
        using var warnings = new Warnings();
        var disk = new MemoryDisk();
        AppInstanceOptions options = TestApp.Options(typeof(HttpApp)) with { Disk = disk, ConfigureServices = services => services.AddSingleton<ILoggerProvider>(warnings) };
        await (await AppInstance.StartAsync(options)).DisposeAsync();
        Assert.Empty(warnings.Messages);
        int length = disk.ReadAll(segment).Length;
        disk.Replace(segment, [.. disk.ReadAll(segment), 1, 2, 3]);

        await using AppInstance app = await AppInstance.StartAsync(options);

        string message = Assert.Single(warnings.Messages);
        Assert.Contains($"3 bytes were cut off at byte {length}", message, StringComparison.Ordinal);
        Assert.Contains(segment, message, StringComparison.Ordinal);
    }

    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Messages { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning) Messages.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
