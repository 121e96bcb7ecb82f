using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Embedded.ResourceManager.Tests.Providers;

public sealed class RoleAssignmentTests
{
    private const string Contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
    private const string Group = $"/subscriptions/{ArmFixture.Subscription}/resourceGroups/rg";
    private const string First = "11111111-0000-4000-8000-000000000001";
    private const string Second = "11111111-0000-4000-8000-000000000002";

    [Fact]
    public async Task Put_ThroughTheRawPipeline_StandsUntilItsGroupIsGone()
    {
        await using ArmFixture arm = await StartAsync();
        string principal = await PrincipalAsync(arm);
        (int status, JsonNode? made) = await PutAsync(arm.Pipeline(), First, Contributor, principal);
        Assert.Equal(201, status);
        Assert.Equal(Group, made!["properties"]!["scope"]!.GetValue<string>());
        Assert.Equal(200, (await PutAsync(arm.Pipeline(), First, Contributor, principal)).Status);
        await arm.CrashAsync();
        Assert.NotNull(arm.Manager.Find(Id(First)));
        await arm.SendAsync("DELETE", Group);
        await ArmFixture.WaitAsync(() => arm.Manager.Find(Group) is null);
        Assert.Null(arm.Manager.Find(Id(First)));
    }

    [Theory]
    [InlineData("00000000-0000-4000-8000-0000000000ff", 400, "RoleDefinitionDoesNotExist")]
    [InlineData(Contributor, 409, "RoleAssignmentExists")]
    public async Task Put_OfWhatAzureRefuses_HasItsCode(string role, int status, string code)
    {
        await using ArmFixture arm = await StartAsync();
        string principal = await PrincipalAsync(arm);
        await PutAsync(arm.Pipeline(), First, Contributor, principal);
        (int actual, JsonNode? body) = await PutAsync(arm.Pipeline(), Second, role, principal);
        Assert.Equal((status, code), (actual, body!["error"]!["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Put_ForAPrincipalThatIsNotKnown_IsRefusedWithoutItsType()
    {
        await using ArmFixture arm = await StartAsync();
        (int status, JsonNode? body) = await PutAsync(arm.Pipeline(), First, Contributor, "99999999-0000-4000-8000-000000000001");
        Assert.Equal((400, "PrincipalNotFound"), (status, body!["error"]!["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Put_ForAnIdentityThatWasDeleted_IsRefusedAlsoAfterACrash()
    {
        await using ArmFixture arm = await StartAsync();
        string principal = await PrincipalAsync(arm);
        await arm.SendAsync("DELETE", $"{Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/who", apiVersion: "2023-01-31");
        await arm.CrashAsync();
        Assert.Equal(400, (await PutAsync(arm.Pipeline(), First, Contributor, principal)).Status);
    }

    private static async Task<ArmFixture> StartAsync()
    {
        ArmFixture arm = await ArmFixture.StartAsync();
        await arm.GroupAsync();
        return arm;
    }

    private static async Task<string> PrincipalAsync(ArmFixture arm)
    {
        JsonNode identity = await arm.PutAsync(
            $"{Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/who", "2023-01-31", """{"location":"westeurope"}""");
        return identity["properties"]!["principalId"]!.GetValue<string>();
    }

    private static string Id(string name) => $"{Group}/providers/Microsoft.Authorization/roleAssignments/{name}";

    private static async Task<(int Status, JsonNode? Body)> PutAsync(HttpPipeline pipeline, string name, string role, string principal)
    {
        JsonObject properties = new()
        {
            ["roleDefinitionId"] = $"/subscriptions/{ArmFixture.Subscription}/providers/Microsoft.Authorization/roleDefinitions/{role}",
            ["principalId"] = principal,
        };
        using HttpMessage message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Put;
        message.Request.Uri.Reset(new Uri($"https://management.azure.com{Id(name)}?api-version=2022-04-01"));
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Content = RequestContent.Create(BinaryData.FromString(new JsonObject { ["properties"] = properties }.ToJsonString()));
        await pipeline.SendAsync(message, CancellationToken.None);
        return (message.Response.Status, JsonNode.Parse(message.Response.Content));
    }
}
