using System.Text.Json.Nodes;
using Embedded.ResourceManager.Profiles;

namespace Embedded.ResourceManager.Tests.Http;

public sealed class ErrorTests
{
    private const string Group = $"/subscriptions/{ArmFixture.Subscription}/resourceGroups/rg";
    private const string Account = $"{Group}/providers/Microsoft.Storage/storageAccounts";
    private const string Good = """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{}}""";

    [Theory]
    [InlineData("GET", Group, null, "", 400, "MissingApiVersionParameter")]
    [InlineData("GET", Account + "/abc", null, "1999-01-01", 400, "NoRegisteredProviderFound")]
    [InlineData("PUT", Account + "/abc", """{"kind":"StorageV2","sku":{"name":"Standard_LRS"}}""", "2023-01-01", 400, "LocationRequired")]
    [InlineData("PUT", Account + "/abc", """{"location":"mars","kind":"StorageV2","sku":{"name":"Standard_LRS"}}""", "2023-01-01", 400,
        "LocationNotAvailableForResourceType")]
    [InlineData("PUT", Account + "/A_b", Good, "2023-01-01", 400, "AccountNameInvalid")]
    [InlineData("PUT", Account + "/abc", """{"location":"westeurope","kind":"StorageV2"}""", "2023-01-01", 400, "BadRequest")]
    [InlineData("PUT", Account + "/abc", """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"colour":1}}""",
        "2023-01-01", 400, "InvalidRequestContent")]
    [InlineData("PUT", Account + "/abc", "{", "2023-01-01", 400, "InvalidRequestContent")]
    [InlineData("GET", Account + "/abc", null, "2023-01-01", 404, "ResourceNotFound")]
    [InlineData("PUT", Account + "/abc/blobServices/default/containers/c01", "{}", "2023-01-01", 404, "ParentResourceNotFound")]
    [InlineData("GET", Group + "2", null, "2022-09-01", 404, "ResourceGroupNotFound")]
    [InlineData("PUT", Group + "/providers/Microsoft.Nothing/things/a", Good, "2023-01-01", 404, "InvalidResourceNamespace")]
    [InlineData("PUT", Group + "/providers/Microsoft.Storage/things/a", Good, "2023-01-01", 404, "InvalidResourceType")]
    public async Task Call_ThatArmRefuses_HasItsStatusAndCode(string method, string path, string? body, string apiVersion, int status, string code)
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        await arm.GroupAsync();
        (int actual, JsonNode? answer, _) = await arm.SendAsync(method, path, body, apiVersion);
        Assert.Equal((status, code), (actual, answer!["error"]!["code"]!.GetValue<string>()));
        Assert.Single(arm.Manager.ResourcesIn(Group));
    }

    [Fact]
    public async Task Put_WithoutToken_Is401()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        arm.Http.DefaultRequestHeaders.Authorization = null;
        (int status, JsonNode? body, _) = await arm.SendAsync("GET", "/subscriptions");
        Assert.Equal((401, "AuthenticationFailed"), (status, body!["error"]!["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Delete_OfALockedGroup_IsScopeLocked()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        string group = await arm.GroupAsync();
        string guard = $"{group}/providers/Microsoft.Authorization/locks/keep";
        await arm.SendAsync("PUT", guard, """{"properties":{"level":"CanNotDelete"}}""", "2016-09-01");
        (int status, JsonNode? body, _) = await arm.SendAsync("DELETE", group);
        Assert.Equal((409, "ScopeLocked"), (status, body!["error"]!["code"]!.GetValue<string>()));
        Assert.Equal(200, (await arm.SendAsync("DELETE", guard, apiVersion: "2016-09-01")).Status);
        Assert.Equal(202, (await arm.SendAsync("DELETE", group)).Status);
    }

    [Fact]
    public async Task Put_BelowAReadOnlyLock_IsScopeLockedUntilItIsGone()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        string group = await arm.GroupAsync();
        string guard = $"{group}/providers/Microsoft.Authorization/locks/keep";
        await arm.SendAsync("PUT", guard, """{"properties":{"level":"ReadOnly"}}""", "2016-09-01");
        await arm.CrashAsync();
        (int status, JsonNode? body, _) = await arm.SendAsync("PUT", Account + "/abc", Good, "2023-01-01");
        Assert.Equal((409, "ScopeLocked"), (status, body!["error"]!["code"]!.GetValue<string>()));
        await arm.SendAsync("DELETE", guard, apiVersion: "2016-09-01");
        Assert.Equal(202, (await arm.SendAsync("PUT", Account + "/abc", Good, "2023-01-01")).Status);
    }

    [Fact]
    public async Task Put_InAGroupThatIsBeingDeleted_IsRefused()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        string group = await arm.GroupAsync();
        arm.Manager.Faults.Rules = [new FaultRule { Kind = FaultKind.OperationNeverEnds, Methods = ["DELETE"] }];
        Assert.Equal(202, (await arm.SendAsync("DELETE", group)).Status);
        (int status, JsonNode? body, _) = await arm.SendAsync("PUT", Account + "/abc", Good, "2023-01-01");
        Assert.Equal((409, "ResourceGroupBeingDeleted"), (status, body!["error"]!["code"]!.GetValue<string>()));
        Assert.Equal("Deleting", (await arm.SendAsync("GET", group)).Body!["properties"]!["provisioningState"]!.GetValue<string>());
    }

    [Fact]
    public async Task Put_OfAGlobalNameInUse_IsRefused()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        string other = await arm.GroupAsync("other");
        await arm.GroupAsync();
        await arm.PutAsync(Account + "/taken01", "2023-01-01", Good);
        (int status, JsonNode? body, _) = await arm.SendAsync("PUT", $"{other}/providers/Microsoft.Storage/storageAccounts/taken01", Good, "2023-01-01");
        Assert.Equal((409, "StorageAccountAlreadyTaken"), (status, body!["error"]!["code"]!.GetValue<string>()));
    }
}
