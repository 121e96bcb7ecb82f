using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using PlatformDeployer.Functions.Telemetry;

namespace PlatformDeployer.Functions.Tests.Telemetry;

public sealed class MeterRecorderTests : IAsyncDisposable
{
    private readonly ServiceProvider _own = Services();
    private readonly ServiceProvider _other = Services();

    [Fact]
    public async Task Write_EveryKindOfInstrument_IsOfItsType()
    {
        MeterRecorder recorder = await StartAsync(_own);
        Meter meter = _own.GetRequiredService<IMeterFactory>().Create("m");
        meter.CreateCounter<long>("made.things", "{thing}", "Things.").Add(2, new KeyValuePair<string, object?>("of.kind", "round"));
        meter.CreateUpDownCounter<int>("open.things").Add(-3);
        meter.CreateGauge<double>("heat", "Cel").Record(36.6);
        meter.CreateObservableGauge("seen", () => 7L, "By");
        meter.CreateObservableCounter("turns", () => 8);
        meter.CreateHistogram("wait.duration", "s", "Waiting.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] }).Record(0.5);
        Exposition text = Read(recorder);
        Assert.Equal(("counter", 2), (text.Types["made_things_total"], text.Value("made_things_total", "of_kind=round")));
        Assert.Equal(("gauge", -3), (text.Types["open_things"], text.Value("open_things")));
        Assert.Equal(36.6, text.Value("heat_Cel"));
        Assert.Equal(7, text.Value("seen_bytes"));
        Assert.Equal(("counter", 8), (text.Types["turns_total"], text.Value("turns_total")));
        Assert.Equal("histogram", text.Types["wait_duration_seconds"]);
        Assert.Equal((0, 1, 1), (text.Value("wait_duration_seconds_bucket", "le=0.1"), text.Value("wait_duration_seconds_bucket", "le=1"), text.Value("wait_duration_seconds_bucket", "le=+Inf")));
        Assert.Equal((1, 0.5), (text.Value("wait_duration_seconds_count"), text.Value("wait_duration_seconds_sum")));
    }

    [Fact]
    public async Task Write_ValueOnABoundary_CountsInItsBucket()
    {
        MeterRecorder recorder = await StartAsync(_own);
        Histogram<long> sizes = _own.GetRequiredService<IMeterFactory>().Create("m")
            .CreateHistogram<long>("sizes", null, null, tags: null, new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2] });
        sizes.Record(1);
        sizes.Record(2);
        sizes.Record(3);
        Exposition text = Read(recorder);
        Assert.Equal((1, 2, 3), (text.Value("sizes_bucket", "le=1"), text.Value("sizes_bucket", "le=2"), text.Value("sizes_bucket", "le=+Inf")));
    }

    [Fact]
    public async Task Write_AwkwardText_IsEscaped()
    {
        MeterRecorder recorder = await StartAsync(_own);
        Meter meter = _own.GetRequiredService<IMeterFactory>().Create("m");
        const string Awkward = "a\\b\"c\nd,e={f}";
        meter.CreateCounter<long>("9 lives", null, "back\\slash\nand line").Add(1, new KeyValuePair<string, object?>("who-is", Awkward), new KeyValuePair<string, object?>("n", null));
        Assert.Equal(1, Read(recorder).Value("_9_lives_total", $"who_is={Awkward}", "n="));
    }

    [Fact]
    public async Task Write_SameTagsInAnotherOrder_AreOneSeries()
    {
        MeterRecorder recorder = await StartAsync(_own);
        Counter<long> counter = _own.GetRequiredService<IMeterFactory>().Create("m").CreateCounter<long>("c");
        counter.Add(1, new KeyValuePair<string, object?>("a", 1), new KeyValuePair<string, object?>("b", true));
        counter.Add(1, new KeyValuePair<string, object?>("b", true), new KeyValuePair<string, object?>("a", 1));
        Assert.Equal(2, Read(recorder).Value("c_total", "a=1", "b=True"));
    }

    [Fact]
    public async Task Write_TooManySeries_TheRestIsOneSeries()
    {
        MeterRecorder recorder = await StartAsync(_own);
        Counter<long> counter = _own.GetRequiredService<IMeterFactory>().Create("m").CreateCounter<long>("c");
        for (int i = 0; i < RecordedInstrument.SeriesMax + 10; i++) counter.Add(1, new KeyValuePair<string, object?>("id", i));
        Exposition text = Read(recorder);
        Assert.Equal(10, text.Value("c_total", "otel_metric_overflow=true"));
        Assert.Equal(RecordedInstrument.SeriesMax + 10, text.Sum("c_total"));
    }

    [Fact]
    public async Task Write_ObservableThatIsGone_IsNotTold()
    {
        MeterRecorder recorder = await StartAsync(_own);
        string[] queues = ["a", "b"];
        _own.GetRequiredService<IMeterFactory>().Create("m")
            .CreateObservableGauge("length", () => queues.Select(queue => new Measurement<int>(1, new KeyValuePair<string, object?>("queue", queue))));
        Assert.Equal(2, Read(recorder).Sum("length"));
        queues = ["b"];
        Assert.Equal([("length", "queue=b")], Read(recorder).Samples.Keys);
    }

    [Fact]
    public async Task Write_OthersMeters_AreNotTold()
    {
        MeterRecorder own = await StartAsync(_own);
        MeterRecorder other = await StartAsync(_other);
        using var nobodys = new Meter("m");
        nobodys.CreateCounter<long>("c").Add(100);
        _own.GetRequiredService<IMeterFactory>().Create("m").CreateCounter<long>("c").Add(1);
        _other.GetRequiredService<IMeterFactory>().Create("m").CreateCounter<long>("c").Add(2);
        Assert.Equal((1, 2), (Read(own).Value("c_total"), Read(other).Value("c_total")));
    }

    public async ValueTask DisposeAsync()
    {
        await _own.DisposeAsync();
        await _other.DisposeAsync();
    }

    private static ServiceProvider Services() => new ServiceCollection().AddMetrics().AddSingleton<MeterRecorder>().BuildServiceProvider();

    private static async Task<MeterRecorder> StartAsync(ServiceProvider services)
    {
        MeterRecorder recorder = services.GetRequiredService<MeterRecorder>();
        await recorder.StartAsync(CancellationToken.None);
        return recorder;
    }

    private static Exposition Read(MeterRecorder recorder)
    {
        var text = new PrometheusText();
        recorder.WriteTo(text);
        return Exposition.Parse(text.ToString());
    }
}
