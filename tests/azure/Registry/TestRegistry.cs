using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using PlatformDeployer.Azure.Registry;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Tests.Registry;

/// <summary>The registry of one platform on an account, as one process of its program sees it.</summary>
internal sealed class TestRegistry : IDisposable
{
    public TestRegistry(TestAccount account, PlatformCharter? charter = null, TimeProvider? time = null)
    {
        charter ??= Platforms.Root;
        TableServiceClient service = account.OpenTables();
        var tables = new RegistryTables(service, charter);
        Rows = service.GetTableClient("Registry");
        Registry = new TableRegistry(tables, Signal, time ?? TimeProvider.System);
        Events = new TableEventLog(tables, Signal);
        Outbox = new TableReportOutbox(tables, Signal);
        Keys = new TableRequestKeys(tables, time ?? TimeProvider.System);
        Startup = new RegistryStartup(tables, NullLogger<RegistryStartup>.Instance);
        Owner = charter.Id;
    }

    public PlatformId Owner { get; }

    public TableClient Rows { get; }

    public RecordingSignal Signal { get; } = new();

    public TableRegistry Registry { get; }

    public TableEventLog Events { get; }

    public TableReportOutbox Outbox { get; }

    public TableRequestKeys Keys { get; }

    public RegistryStartup Startup { get; }

    public static PlatformRecord Change(PlatformRecord platform, PlatformState state) => platform with { State = state };

    public Task<AdmissionOutcome> AdmitAsync(PlatformRecord child, string? key = null, string body = "body", int? childrenMax = null) => Registry.AdmitAsync(
        new Admission(child with { ParentId = Owner }, key, body),
        usage => childrenMax is { } max && usage.Children >= max ? new LimitViolation(LimitViolation.LimitExceeded, "limits.children", child.Path, $"{max}", $"{usage.Children}", "full") : null,
        CancellationToken.None);

    public async Task<LineageUsage> UsageAsync()
    {
        LineageUsage? seen = null;
        await Registry.AdmitAsync(new Admission(Platforms.Child("pprobe", "/root/probe", Owner), null, ""), usage =>
        {
            seen = usage;
            return new LimitViolation(LimitViolation.LimitExceeded, "", Platforms.Root.Path, "", "", "");
        }, CancellationToken.None);
        return seen!;
    }

    public async Task<IReadOnlyList<string>> RowKeysAsync()
    {
        var keys = new List<string>();
        await foreach (TableEntity row in Rows.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Owner.Value}"))) keys.Add(row.RowKey);
        return keys;
    }

    public Task<PlatformRecord> MoveAsync(string id, PlatformState state) =>
        Registry.UpdateAsync(PlatformId.Parse(id), platform => platform with { State = state }, CancellationToken.None);

    public Task<PlatformRecord?> FindAsync(string id) => Registry.FindAsync(PlatformId.Parse(id), CancellationToken.None);

    public void Dispose() => Registry.Dispose();
}
