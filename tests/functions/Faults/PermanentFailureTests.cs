using Embedded.ResourceManager.Profiles;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>Failures of the cloud that stay: the operation says what, where and why, and nothing of the platform is left.</summary>
public sealed class PermanentFailureTests
{
    private const int ClockFactor = 400;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);

    [Theory]
    [InlineData("Microsoft.Resources/resourceGroups", "provision")]
    [InlineData("Microsoft.ManagedIdentity/userAssignedIdentities", "provision")]
    [InlineData("Microsoft.Storage/storageAccounts", "provision")]
    [InlineData("Microsoft.Authorization/roleAssignments", "provision")]
    [InlineData("Microsoft.Web/sites", "deploy")]
    [InlineData("Microsoft.Web/sites/extensions", "deploy")]
    public async Task Spawn_TypeRefused_FailedWithTheReasonAndNothingLeft(string type, string stage)
    {
        var rule = new FaultRule { Kind = FaultKind.Status, Methods = ["PUT"], Type = type, Status = 400, Code = "InvalidParameter", Message = "The request is not valid." };
        await FailsAsync(rule, FailureClass.Permanent, stage);
    }

    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts", "provision")]
    [InlineData("Microsoft.Network/virtualNetworks", "provision")]
    [InlineData("Microsoft.Web/sites/extensions", "deploy")]
    public async Task Spawn_AcceptedOperationFails_FailedWithTheReasonAndNothingLeft(string type, string stage)
    {
        var rule = new FaultRule { Kind = FaultKind.OperationFails, Methods = ["PUT"], Type = type, Code = "ProvisioningRefused", Message = "It came to nothing." };
        await FailsAsync(rule, FailureClass.Permanent, stage);
    }

    [Theory]
    [InlineData(409, "StorageAccountQuotaExceeded", FailureClass.Quota)]
    [InlineData(400, "QuotaExceeded", FailureClass.Quota)]
    [InlineData(409, "SkuNotAvailable", FailureClass.Quota)]
    [InlineData(403, "RequestDisallowedByPolicy", FailureClass.Policy)]
    [InlineData(403, "AuthorizationFailed", FailureClass.Policy)]
    [InlineData(409, "ScopeLocked", FailureClass.Policy)]
    public async Task Spawn_QuotaOrPolicy_ClassedSo(int status, string code, FailureClass expected)
    {
        var rule = new FaultRule
        {
            Kind = FaultKind.Status, Methods = ["PUT"], Type = "Microsoft.Storage/storageAccounts", Status = status, Code = code, Message = "It may not be.",
        };
        await FailsAsync(rule, expected, "provision");
    }

    [Fact]
    public async Task Spawn_OperationNeverEnds_GivenUpAfterItsLimit()
    {
        // an hour of waiting passes in a few seconds
        ResourceManagerProfile profile = ResourceManagerProfile.Fast with
        {
            OperationRetentionSeconds = 86_400,
            Timings = [new TypeTiming { Type = "*", Create = new(1_000, 1_000, 1_000), Delete = new(1_000, 1_000, 1_000), RetryAfterMilliseconds = 15_000 }],
        };
        await using FaultyCloud cloud = await FaultyCloud.StartAsync(time: new AcceleratedTime(ClockFactor), profile: profile);
        cloud.Faults = [new FaultRule { Kind = FaultKind.OperationNeverEnds, Methods = ["PUT"], Type = "Microsoft.Storage/storageAccounts" }];
        PlatformAccepted accepted = await cloud.Api.SpawnAsync("acme");
        OperationView end = await cloud.Api.EndOfAsync(accepted.OperationId, Limit);
        Assert.Equal(OperationStatus.Failed, end.Status);
        Assert.Equal("Timeout", end.Error!.Code);
        Assert.Equal("provision", end.Error.Stage);
        Assert.Contains("Microsoft.Storage/storageAccounts", end.Error.Target, StringComparison.OrdinalIgnoreCase);
        await NothingLeftAsync(cloud, accepted);
    }

    private static async Task FailsAsync(FaultRule rule, FailureClass expected, string stage)
    {
        await using FaultyCloud cloud = await FaultyCloud.StartAsync();
        cloud.Faults = [rule];
        PlatformAccepted accepted = await cloud.Api.SpawnAsync("acme");
        OperationView end = await cloud.Api.EndOfAsync(accepted.OperationId, Limit);
        Assert.True(end.Status == OperationStatus.Failed, PlatformApi.Describe(end));
        OperationErrorView error = end.Error!;
        Assert.Equal(rule.Code, error.Code);
        Assert.Equal(rule.Message, error.Message);
        Assert.Equal(stage, error.Stage);
        Assert.Equal(expected, error.Class);
        Assert.NotEmpty(error.NextStep);
        Assert.Contains(rule.Type.Split('/')[^1], error.Target, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(end.Stages.Single(view => view.Name == stage).Steps, step => step.Status == StepStatus.Failed);
        await NothingLeftAsync(cloud, accepted);

        cloud.Faults = [];
        using var again = new PlatformApi(cloud.Machine.Root.BaseAddress, "again");
        PlatformView second = await again.SpawnActiveAsync("acme", "basic", Limit);
        Assert.NotEqual(accepted.PlatformId, second.Id);
        CloudCheck.HoldsOnly(cloud.Machine.ResourceManager, [second]);
    }

    private static async Task NothingLeftAsync(FaultyCloud cloud, PlatformAccepted accepted)
    {
        PlatformView? failed = await cloud.Api.FindPlatformAsync(accepted.PlatformId);
        Assert.Equal(PlatformState.Failed, failed!.State);
        Assert.False(string.IsNullOrEmpty(failed.FailureReason));
        Assert.Empty(CloudCheck.Standing(cloud.Machine.ResourceManager));
        Assert.Empty(cloud.Machine.Children);
    }
}
