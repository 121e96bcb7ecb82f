using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Simulation.World;

namespace PlatformDeployer.Simulation.Machine;

/// <summary>A client of the root's API that remembers what was accepted.</summary>
internal sealed class PlatformCaller(Random chance, Trace trace)
{
    private const int NamesCount = 5;

    private readonly List<ClientSpawn> _spawns = [];
    private readonly SortedDictionary<string, string> _retirements = new(StringComparer.Ordinal);

    public IReadOnlyList<ClientSpawn> Spawns => _spawns;

    public IEnumerable<ClientSpawn> Accepted => _spawns.Where(spawn => spawn.Accepted is not null);

    /// <summary>The operations of retirements that were accepted, by the platforms.</summary>
    public IReadOnlyDictionary<string, string> Retirements => _retirements;

    public void Spawn(SimulatedMachine machine, string? parentId)
    {
        int number = _spawns.Count;
        var spawn = new ClientSpawn(Text($"key-{number}"), Text($"n-{chance.Next(NamesCount)}"), chance.Next(12) == 0 ? "basic" : "mote", parentId);
        _spawns.Add(spawn);
        Send(machine, spawn);
    }

    /// <summary>Asks again for what may have been accepted already.</summary>
    public void Repeat(SimulatedMachine machine)
    {
        ClientSpawn[] candidates = [.. _spawns.Where(spawn => !spawn.MayEnd)];
        if (candidates.Length > 0) Send(machine, candidates[chance.Next(candidates.Length)]);
    }

    public void Retire(SimulatedMachine machine, string platformId, bool cascade)
    {
        foreach (ClientSpawn spawn in _spawns) spawn.MayEnd |= cascade || spawn.Accepted?.PlatformId == platformId;
        Begin(machine, $"retire {platformId}", async () =>
        {
            using HttpResponseMessage response = await machine.Http.DeleteAsync(Address($"platforms/{platformId}?cascade={(cascade ? "true" : "false")}"));
            trace.Add(Text($"retire {platformId}: {(int)response.StatusCode}"));
            if (response.StatusCode != HttpStatusCode.Accepted) return;
            _retirements[platformId] = (await response.Content.ReadFromJsonAsync<PlatformAccepted>())!.OperationId;
        });
    }

    public void Cancel(SimulatedMachine machine, ClientSpawn spawn)
    {
        spawn.MayEnd = true;
        Begin(machine, $"cancel {spawn.Key}", async () =>
        {
            using HttpResponseMessage response = await machine.Http.PostAsync(Address($"operations/{spawn.Accepted!.OperationId}/cancel"), content: null);
            trace.Add(Text($"cancel {spawn.Key}: {(int)response.StatusCode}"));
        });
    }

    /// <summary>How an operation of the root is; null if it is not known, or nobody answers.</summary>
    public static async Task<OperationView?> FindOperationAsync(SimulatedMachine machine, string id)
    {
        using HttpResponseMessage response = await machine.Http.GetAsync(Address($"operations/{id}"));
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<OperationView>() : null;
    }

    private void Send(SimulatedMachine machine, ClientSpawn spawn) => Begin(machine, $"spawn {spawn.Key} {spawn.Name} of {spawn.Template} under {spawn.ParentId ?? "root"}", async () =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address("platforms"))
        {
            Content = JsonContent.Create(new { name = spawn.Name, template = spawn.Template, parentId = spawn.ParentId }),
        };
        request.Headers.Add("Idempotency-Key", spawn.Key);
        using HttpResponseMessage response = await machine.Http.SendAsync(request);
        string body = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != HttpStatusCode.Accepted)
        {
            trace.Add(Text($"spawn {spawn.Key}: {(int)response.StatusCode} {CodeOf(body)}"));
            if (response.StatusCode == HttpStatusCode.InternalServerError) throw new ViolationException($"A spawn was answered with 500: {body}");
            return;
        }

        PlatformAccepted accepted = JsonSerializer.Deserialize<PlatformAccepted>(body, JsonSerializerOptions.Web)!;
        trace.Add($"spawn {spawn.Key}: {accepted.PlatformId}");
        if (spawn.Accepted is { } before && before != accepted && !spawn.MayEnd)
        {
            throw new ViolationException($"{spawn.Key} was answered with {before.PlatformId} and with {accepted.PlatformId}.");
        }

        spawn.Accepted ??= accepted;
    });

    /// <summary>What an answer had wrong with it.</summary>
    public ViolationException? Found { get; private set; }

    private void Begin(SimulatedMachine machine, string what, Func<Task> ask)
    {
        trace.Add(what);
        _ = RunAsync();

        async Task RunAsync()
        {
            try
            {
                await ask();
            }
            catch (HttpRequestException e)
            {
                if (machine.Clock.HasPower) trace.Add($"{what}: {e.HttpRequestError}");
            }
            catch (ViolationException e)
            {
                Found ??= e;
            }
        }
    }

    private static string CodeOf(string body) =>
        body.Length > 0 && JsonSerializer.Deserialize<JsonElement>(body).TryGetProperty("code", out JsonElement code) ? code.GetString()! : "";

    private static Uri Address(string path) => new($"api/{path}", UriKind.Relative);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
