using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.ResourceManager;
using Azure.ResourceManager.Resources;
using Azure.ResourceManager.Resources.Models;
using Embedded.ResourceManager.Profiles;

namespace Embedded.ResourceManager.Tests.Sdk;

public sealed class SdkTests
{
    private static readonly ResourceManagerProfile Slow = new()
    {
        Timings =
        [
            new TypeTiming { Type = "Microsoft.Resources/*" },
            new TypeTiming { Type = "*", Create = new(1_500, 1_500, 1_500), Delete = new(5, 5, 5), RetryAfterMilliseconds = 50 },
        ],
    };

    [Fact]
    public async Task ResourceGroup_CreatedTaggedAndDeletedThroughSdk_IsGone()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        SubscriptionResource subscription = await arm.Sdk().GetDefaultSubscriptionAsync();
        ResourceGroupCollection groups = subscription.GetResourceGroups();
        ResourceGroupResource group = (await groups.CreateOrUpdateAsync(WaitUntil.Completed, "acme", new ResourceGroupData(AzureLocation.WestEurope))).Value;
        ResourceGroupResource tagged = await group.AddTagAsync("platform", "acme");
        Assert.Equal("acme", tagged.Data.Tags["platform"]);
        Assert.True((await groups.ExistsAsync("ACME")).Value);
        await group.DeleteAsync(WaitUntil.Completed);
        Assert.False((await groups.ExistsAsync("acme")).Value);
    }

    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts", "2023-01-01")]
    [InlineData("Microsoft.ServiceBus/namespaces", "2024-01-01")]
    [InlineData("Microsoft.Cache/redis", "2024-11-01")]
    public async Task CreateOrUpdate_RehydratedAfterRestart_Completes(string type, string apiVersion)
    {
        await using ArmFixture arm = await ArmFixture.StartAsync(Slow);
        await arm.GroupAsync();
        ResourceIdentifier id = new($"/subscriptions/{ArmFixture.Subscription}/resourceGroups/rg/providers/{type}/acmedata01");
        GenericResourceData data = Data(type);
        ArmOperation<GenericResource> started = await arm.Sdk().GetGenericResources().CreateOrUpdateAsync(WaitUntil.Started, id, data);
        Assert.False(started.HasCompleted);
        RehydrationToken token = Checkpoint(started.GetRawResponse(), new Uri($"https://management.azure.com{id}?api-version={apiVersion}"));
        await arm.CrashAsync();
        Operation again = await Operation.RehydrateAsync(arm.Pipeline(), token);
        await again.WaitForCompletionResponseAsync();
        GenericResource made = await arm.Sdk().GetGenericResource(id).GetAsync();
        Assert.Equal("Succeeded", made.Data.Properties.ToObjectFromJson<Dictionary<string, object>>()!["provisioningState"].ToString());
        Assert.Equal(1, arm.Manager.CreationsOf(id.ToString()));
        await made.DeleteAsync(WaitUntil.Completed);
        Assert.Null(arm.Manager.Find(id.ToString()));
    }

    [Fact]
    public async Task Sdk_OverHttpsWithPinnedCertificate_ReadsTheSubscription()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        Uri address = await arm.Manager.ListenAsync(0, CancellationToken.None);
        string thumbprint = arm.Manager.Certificate!.Thumbprint;
        using HttpClientHandler handler = new() { ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Thumbprint == thumbprint };
        ArmClientOptions options = new()
        {
            Transport = new Azure.Core.Pipeline.HttpClientTransport(handler),
            Environment = new ArmEnvironment(address, "https://management.local"),
        };
        SubscriptionResource subscription = await new ArmClient(ArmFixture.Credential, ArmFixture.Subscription, options).GetDefaultSubscriptionAsync();
        Assert.Equal(ArmFixture.Subscription, subscription.Data.SubscriptionId);
    }

    private static GenericResourceData Data(string type)
        => type switch
        {
            "Microsoft.Storage/storageAccounts" => new GenericResourceData(AzureLocation.WestEurope)
            {
                Sku = new ResourcesSku { Name = "Standard_LRS" },
                Kind = "StorageV2",
            },
            "Microsoft.ServiceBus/namespaces" => new GenericResourceData(AzureLocation.WestEurope) { Sku = new ResourcesSku { Name = "Standard" } },
            _ => new GenericResourceData(AzureLocation.WestEurope)
            {
                Properties = BinaryData.FromString("""{"sku":{"name":"Basic","family":"C","capacity":0}}"""),
            },
        };

    /// <summary>The token that Azure.Core's poller goes on from; this version of Azure.ResourceManager gives none of its own.</summary>
    private static RehydrationToken Checkpoint(Response response, Uri resource)
    {
        string header = Array.Find(["Azure-AsyncOperation", "Location"], response.Headers.Contains) ?? "None";
        response.Headers.TryGetValue(header, out string? next);
        JsonObject token = new()
        {
            ["version"] = "1.0.0",
            ["id"] = "NOT_SET",
            ["requestMethod"] = "PUT",
            ["initialUri"] = resource.AbsoluteUri,
            ["nextRequestUri"] = next ?? resource.AbsoluteUri,
            ["headerSource"] = header.Replace("-", string.Empty, StringComparison.Ordinal),
            ["finalStateVia"] = "OriginalUri",
            ["lastKnownLocation"] = null,
        };
        return ModelReaderWriter.Read<RehydrationToken>(BinaryData.FromString(token.ToJsonString()));
    }
}
