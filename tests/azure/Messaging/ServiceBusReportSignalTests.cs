using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging.Abstractions;
using PlatformDeployer.Azure.Messaging;

namespace PlatformDeployer.Azure.Tests.Messaging;

public sealed class ServiceBusReportSignalTests
{
    [Fact]
    public async Task Raise_ManyTimes_SendsOneMessageUntilItIsHeard()
    {
        await using TestNamespace bus = await OpenAsync();
        ServiceBusReportSignal signal = Signal(bus, TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => signal.RaiseAsync(CancellationToken.None))));
        Assert.Equal(1, await WaitingAsync(bus));

        signal.Lower();
        await signal.RaiseAsync(CancellationToken.None);
        Assert.Equal(2, await WaitingAsync(bus));
    }

    [Fact]
    public async Task Raise_MessageThatNobodyHeard_IsSaidAgainAfterAWhile()
    {
        await using TestNamespace bus = await OpenAsync();
        var time = new ManualTime();
        ServiceBusReportSignal signal = Signal(bus, time);
        await signal.RaiseAsync(CancellationToken.None);

        time.Advance(TimeSpan.FromSeconds(14));
        await signal.RaiseAsync(CancellationToken.None);
        Assert.Equal(1, await WaitingAsync(bus));

        time.Advance(TimeSpan.FromSeconds(1));
        await signal.RaiseAsync(CancellationToken.None);
        Assert.Equal(2, await WaitingAsync(bus));
    }

    [Fact]
    public async Task Raise_NoQueue_NeverFailsAndSpeaksWhenThereIsOne()
    {
        await using TestNamespace bus = TestNamespace.Open();
        ServiceBusReportSignal signal = Signal(bus, TimeProvider.System);
        await signal.RaiseAsync(CancellationToken.None);

        await new ReportQueueStartup(bus.Administration, NullLogger<ReportQueueStartup>.Instance).StartAsync(CancellationToken.None);
        await signal.RaiseAsync(CancellationToken.None);

        Assert.Equal(1, await WaitingAsync(bus));
    }

    [Fact]
    public async Task Startup_QueueThatIsThere_IsLeftAlone()
    {
        await using TestNamespace bus = await OpenAsync();

        await new ReportQueueStartup(bus.Administration, NullLogger<ReportQueueStartup>.Instance).StartAsync(CancellationToken.None);

        Assert.True(await bus.Administration.QueueExistsAsync(ServiceBusReportSignal.QueueName));
    }

    private static async Task<TestNamespace> OpenAsync()
    {
        TestNamespace bus = TestNamespace.Open();
        await new ReportQueueStartup(bus.Administration, NullLogger<ReportQueueStartup>.Instance).StartAsync(CancellationToken.None);
        return bus;
    }

    private static ServiceBusReportSignal Signal(TestNamespace bus, TimeProvider time) => new(bus.Client, time, NullLogger<ServiceBusReportSignal>.Instance);

    private static async Task<int> WaitingAsync(TestNamespace bus)
    {
        await using ServiceBusReceiver receiver = bus.Client.CreateReceiver(ServiceBusReportSignal.QueueName);
        return (await receiver.PeekMessagesAsync(100, fromSequenceNumber: 0)).Count;
    }
}
