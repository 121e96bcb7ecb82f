using System.Text.Json.Nodes;
using Embedded.ResourceManager.Operations;
using Embedded.ResourceManager.Profiles;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Tests.Resources;

/// <summary>Makes the calls of a random sequence on a Resource Manager that dies now and then, and keeps beside it what must be there.</summary>
internal sealed class CrashModel : IAsyncDisposable
{
    private const int RepeatsMax = 50;

    private static readonly ResourceManagerProfile Quick = new()
    {
        Timings = [new TypeTiming { Type = "*", Create = new(0, 1, 3), Delete = new(0, 1, 3), RetryAfterMilliseconds = 1 }],
    };

    private static readonly ModelTarget[] Targets = [.. ModelTarget.InGroup("g0"), .. ModelTarget.InGroup("g1")];

    private readonly ArmFixture _arm;
    private readonly Dictionary<string, int> _tags = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _creations = new(StringComparer.OrdinalIgnoreCase);

    private CrashModel(ArmFixture arm) => _arm = arm;

    public static async Task<CrashModel> StartAsync() => new(await ArmFixture.StartAsync(Quick));

    /// <summary>Does what a number says: an action, on a target, with a value.</summary>
    public async Task StepAsync(int step)
    {
        ModelTarget target = Targets[step / 10 % Targets.Length];
        int value = step / 1_000 % 3;
        Random? chance = step / 10_000 % 2 == 0 ? null : new Random(step);
        await NoGroupIsBeingDeletedAsync();
        switch (step % 10)
        {
            case <= 2:
                await PutAsync(target, value, races: false, chance);
                break;
            case 3 or 4:
                await PutAsync(target, value, races: true, chance);
                break;
            case 5 or 6:
                await DeleteAsync(target, races: step % 10 == 6, chance);
                break;
            case 7:
                await _arm.CrashAsync(chance);
                break;
            default:
                await GetAsync(target);
                break;
        }
    }

    /// <summary>Every operation ends, and what is there is what the calls left, created as often as they created it.</summary>
    public async Task CheckAsync()
    {
        await SettleAsync();
        foreach (ModelTarget target in Targets)
        {
            ResourceRecord? found = _arm.Manager.Find(target.Id);
            string? expected = _tags.TryGetValue(target.Id, out int tag) ? $"{tag}" : null;
            Assert.Equal(expected, found?.Tags["v"]);
            Assert.True(found is null or { State: ProvisioningState.Succeeded }, $"{target.Id} is {found?.State}");
            Assert.Equal(_creations.GetValueOrDefault(target.Id), _arm.Manager.CreationsOf(target.Id));
        }

        int kept = _arm.Manager.ResourcesIn($"/subscriptions/{ArmFixture.Subscription}").Count(record => record.Tags.ContainsKey("v"));
        Assert.Equal(_tags.Count, kept);
    }

    public ValueTask DisposeAsync() => _arm.DisposeAsync();

    private async Task PutAsync(ModelTarget target, int value, bool races, Random? chance)
    {
        (int status, JsonNode? body) = await CallAsync("PUT", target, target.Body(value), races, chance);
        if (target.Group is { } group && !_tags.ContainsKey(group))
        {
            Assert.Equal((404, "ResourceGroupNotFound"), (status, body!["error"]!["code"]!.GetValue<string>()));
            return;
        }

        Assert.True(status is 200 or 201 or 202, $"{status} {body?.ToJsonString()}");
        if (!_tags.ContainsKey(target.Id))
            _creations[target.Id] = _creations.GetValueOrDefault(target.Id) + 1;
        _tags[target.Id] = value;
    }

    private async Task DeleteAsync(ModelTarget target, bool races, Random? chance)
    {
        (int status, JsonNode? body) = await CallAsync("DELETE", target, body: null, races, chance);
        bool mayBeGone = races || !_tags.ContainsKey(target.Id);
        Assert.True(status is 200 or 202 || (mayBeGone && status is 204 or 404), $"{status} {body?.ToJsonString()}");
        foreach (string id in _tags.Keys.Where(id => id == target.Id || id.StartsWith(target.Id + "/", StringComparison.OrdinalIgnoreCase)).ToArray())
            _tags.Remove(id);
    }

    private async Task GetAsync(ModelTarget target)
    {
        await SettleAsync();
        (int status, JsonNode? body) = await CallAsync("GET", target, body: null, races: false, chance: null);
        Assert.Equal(_tags.TryGetValue(target.Id, out int tag) ? $"{tag}" : null, body?["tags"]?["v"]?.GetValue<string>());
        Assert.Equal(_tags.ContainsKey(target.Id) ? 200 : 404, status);
    }

    /// <summary>Makes a call until it is answered, as a client does that must not lose it: once more after a crash, and after what it waits for.</summary>
    private async Task<(int Status, JsonNode? Body)> CallAsync(string method, ModelTarget target, string? body, bool races, Random? chance)
    {
        for (int repeat = 0; repeat < RepeatsMax; repeat++)
        {
            Task<(int Status, JsonNode? Body, HttpResponseMessage Raw)> call = _arm.SendAsync(method, target.Id, body, target.ApiVersion);
            if (races && repeat == 0)
            {
                await _arm.CrashAsync(chance);
                await call.ContinueWith(static _ => { }, TaskScheduler.Default);
                continue;
            }

            (int status, JsonNode? answer, _) = await call;
            if (answer?["error"]?["code"]?.GetValue<string>() != "AnotherOperationInProgress")
                return (status, answer);
            await SettleAsync();
        }

        throw new InvalidOperationException($"{method} {target.Id} is never done.");
    }

    private Task SettleAsync() => ArmFixture.WaitAsync(() => _arm.Manager.Operations().All(operation => operation.HasEnded));

    private Task NoGroupIsBeingDeletedAsync()
        => ArmFixture.WaitAsync(() => _arm.Manager.Operations().All(
            operation => operation.HasEnded || operation.Kind != OperationKind.Delete || operation.Target.Type != ResourceId.ResourceGroupType));
}
