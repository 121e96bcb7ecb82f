using Embedded.ResourceManager.Tests.Resources;
using System.Text.Json.Nodes;
using Embedded.ResourceManager.Http;
using Embedded.ResourceManager.Operations;
using Embedded.ResourceManager.Profiles;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Tests.Profiles;

public sealed class FaultTests
{
    private const string StorageType = "Microsoft.Storage/storageAccounts";
    private static readonly ModelTarget Account = ModelTarget.InGroup("rg").Single(target => target.Id.Contains("Storage", StringComparison.Ordinal));
    private static readonly ModelTarget Identity = ModelTarget.InGroup("rg").Single(target => target.Id.Contains("Identity", StringComparison.Ordinal));

    [Theory]
    [InlineData(429, "TooManyRequests", 7)]
    [InlineData(429, "TooManyRequests", null)]
    [InlineData(500, "InternalServerError", null)]
    [InlineData(503, "ServiceUnavailable", 3)]
    [InlineData(409, "Conflict", null)]
    public async Task StatusFault_AtAPut_IsAnsweredAndChangesNothing(int status, string code, int? retryAfterSeconds)
    {
        await using ArmFixture arm = await StartAsync(
            new FaultRule
            {
                Kind = FaultKind.Status,
                Methods = ["PUT"],
                Type = StorageType,
                Status = status,
                Code = code,
                RetryAfterSeconds = retryAfterSeconds,
            });
        (int actual, JsonNode? body, HttpResponseMessage raw) = await PutAsync(arm, Account);
        Assert.Equal((status, code), (actual, body!["error"]!["code"]!.GetValue<string>()));
        Assert.Equal(retryAfterSeconds?.ToString(), raw.Headers.TryGetValues("Retry-After", out IEnumerable<string>? values) ? values.Single() : null);
        Assert.Null(arm.Manager.Find(Account.Id));
        Assert.Equal(201, (await PutAsync(arm, Identity)).Status);
        JournaledCall call = Assert.Single(arm.Manager.Journal.Calls, call => call.Fault is not null);
        Assert.Equal((status, code, "PUT"), (call.Status, call.ErrorCode, call.Method));
    }

    [Theory]
    [InlineData(nameof(FaultKind.DropBefore), 0)]
    [InlineData(nameof(FaultKind.DropAfter), 1)]
    [InlineData(nameof(FaultKind.Hang), 0)]
    public async Task DroppedConnection_AtAPut_IsAppliedOnlyWhenDroppedAfter(string kind, int creations)
    {
        await using ArmFixture arm = await StartAsync(
            new FaultRule { Kind = Enum.Parse<FaultKind>(kind), Methods = ["PUT"], Type = "Microsoft.ManagedIdentity/*", AttemptsMax = 1, HangSeconds = 0 });
        await Assert.ThrowsAsync<HttpRequestException>(() => PutAsync(arm, Identity));
        Assert.Equal(creations, arm.Manager.CreationsOf(Identity.Id));
        Assert.Equal(creations == 0 ? 201 : 200, (await PutAsync(arm, Identity)).Status);
        Assert.Equal(1, arm.Manager.CreationsOf(Identity.Id));
    }

    [Fact]
    public async Task DropAfter_OfARefusedCall_DropsTheConnectionToo()
    {
        await using ArmFixture arm = await StartAsync(new FaultRule { Kind = FaultKind.DropAfter, Methods = ["GET"], Type = StorageType });
        await Assert.ThrowsAsync<HttpRequestException>(() => arm.SendAsync("GET", Account.Id, apiVersion: Account.ApiVersion));
    }

    [Fact]
    public async Task OperationFails_AtItsEnd_LeavesAFailedResourceThatAnotherPutRepairs()
    {
        FaultRule fault = new() { Kind = FaultKind.OperationFails, Methods = ["PUT"], Type = StorageType, Code = "SkuNotAvailable", AttemptsMax = 1 };
        await using ArmFixture arm = await StartAsync(fault);
        (int status, _, HttpResponseMessage raw) = await PutAsync(arm, Account);
        Assert.Equal(202, status);
        await SettleAsync(arm);
        (int polled, JsonNode? body, _) = await arm.SendAsync("GET", raw.Headers.Location!.PathAndQuery, apiVersion: string.Empty);
        Assert.Equal((409, "SkuNotAvailable"), (polled, body!["error"]!["code"]!.GetValue<string>()));
        Assert.Equal(ProvisioningState.Failed, arm.Manager.Find(Account.Id)!.State);
        await PutAsync(arm, Account);
        await SettleAsync(arm);
        Assert.Equal(ProvisioningState.Succeeded, arm.Manager.Find(Account.Id)!.State);
        Assert.Equal(1, arm.Manager.CreationsOf(Account.Id));
    }

    [Fact]
    public async Task OperationFails_OfATypeWithoutOperations_FailsTheCall()
    {
        await using ArmFixture arm = await StartAsync(
            new FaultRule { Kind = FaultKind.OperationFails, Type = "Microsoft.ManagedIdentity/*", Status = 400, Code = "QuotaExceeded" });
        (int status, JsonNode? body, _) = await PutAsync(arm, Identity);
        Assert.Equal((400, "QuotaExceeded"), (status, body!["error"]!["code"]!.GetValue<string>()));
        Assert.Null(arm.Manager.Find(Identity.Id));
    }

    [Fact]
    public async Task OperationNeverEnds_OverACrash_StaysUnderWayUntilItsGroupIsDeleted()
    {
        await using ArmFixture arm = await StartAsync(new FaultRule { Kind = FaultKind.OperationNeverEnds, Methods = ["PUT"], Type = StorageType });
        await PutAsync(arm, Account);
        await arm.CrashAsync();
        OperationRecord waiting = Assert.Single(arm.Manager.Operations(), operation => !operation.HasEnded);
        Assert.Equal("Creating", await StateAsync(arm));
        string other = Account.Body(2);
        Assert.Equal("AnotherOperationInProgress", await RefusalAsync(arm, "PUT", other));
        Assert.Equal("AnotherOperationInProgress", await RefusalAsync(arm, "DELETE"));
        await arm.SendAsync("DELETE", ModelTarget.InGroup("rg").First().Id);
        await SettleAsync(arm);
        Assert.Equal(OperationStatus.Canceled, arm.Manager.Operations().Single(operation => operation.OperationId == waiting.OperationId).Status);
    }

    [Fact]
    public async Task PutOfTheSameBody_WhileItIsBeingCreated_JoinsTheOperation()
    {
        await using ArmFixture arm = await StartAsync(new FaultRule { Kind = FaultKind.OperationNeverEnds, Methods = ["PUT"], Type = StorageType });
        Uri? first = (await PutAsync(arm, Account)).Raw.Headers.Location;
        Assert.Equal(first, (await PutAsync(arm, Account)).Raw.Headers.Location);
        Assert.Equal(1, arm.Manager.CreationsOf(Account.Id));
    }

    [Fact]
    public async Task Faults_WithTheSameSeed_AreTheSame()
    {
        Assert.Equal(await OutcomesAsync(), await OutcomesAsync());

        static async Task<int[]> OutcomesAsync()
        {
            await using ArmFixture arm = await StartAsync(new FaultRule { Kind = FaultKind.Status, Probability = 0.3, Methods = ["GET"], Status = 500 });
            List<int> outcomes = [];
            for (int i = 0; i < 100; i++)
                outcomes.Add((await arm.SendAsync("GET", Identity.Id, apiVersion: Identity.ApiVersion)).Status);
            Assert.InRange(outcomes.Count(status => status == 500), 10, 50);
            return [.. outcomes];
        }
    }

    private static async Task<ArmFixture> StartAsync(FaultRule fault)
    {
        ArmFixture arm = await ArmFixture.StartAsync();
        await arm.GroupAsync();
        arm.Manager.Faults.Rules = [fault];
        return arm;
    }

    private static Task<(int Status, JsonNode? Body, HttpResponseMessage Raw)> PutAsync(ArmFixture arm, ModelTarget target)
        => arm.SendAsync("PUT", target.Id, target.Body(1), target.ApiVersion);

    private static async Task<string> RefusalAsync(ArmFixture arm, string method, string? body = null)
        => (await arm.SendAsync(method, Account.Id, body, Account.ApiVersion)).Body!["error"]!["code"]!.GetValue<string>();

    private static async Task<string> StateAsync(ArmFixture arm)
        => (await arm.SendAsync("GET", Account.Id, apiVersion: Account.ApiVersion)).Body!["properties"]!["provisioningState"]!.GetValue<string>();

    private static Task SettleAsync(ArmFixture arm) => ArmFixture.WaitAsync(() => arm.Manager.Operations().All(operation => operation.HasEnded));
}
