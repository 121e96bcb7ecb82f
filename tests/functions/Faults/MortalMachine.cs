using Embedded.Host;
using Embedded.ResourceManager;
using Embedded.ResourceManager.Profiles;
using PlatformDeployer.Contracts.Operations;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>A machine that loses power at chosen moments and is started again on what its disks then hold, at the address it had.</summary>
internal sealed class MortalMachine(int seed, IReadOnlyDictionary<string, string>? settings = null) : IAsyncDisposable
{
    private const int StartsMax = 50;

    private static readonly TimeSpan OperationLimit = TimeSpan.FromSeconds(180);

    private static int s_machines;

    private readonly string _name = $"mortal{Interlocked.Increment(ref s_machines)}";
    private readonly Random _chance = new(seed);
    private readonly PowerCutStorage _storage = new();
    private LocalMachine? _machine;
    private PlatformApi? _api;
    private string _url = "http://127.0.0.1:0";
    private int _budget;
    private int _stepsMax = 1;

    /// <summary>How often power was lost.</summary>
    public int Deaths { get; private set; }

    public PlatformApi Api => _api ?? throw new InvalidOperationException("The machine has not started.");

    public LocalMachine Machine => _machine ?? throw new InvalidOperationException("The machine does not run.");

    public LocalResourceManager Cloud => Machine.ResourceManager;

    public long Steps => _storage.Steps;

    public Task StartAsync() => BootAsync();

    /// <summary>From now on power is lost so many times, each time at a step between the first and the given one after the start or the last loss.</summary>
    public void Doom(int deaths, int stepsMax)
    {
        _budget = deaths;
        _stepsMax = stepsMax;
        Aim();
    }

    /// <summary>No more losses.</summary>
    public void Spare()
    {
        _budget = 0;
        _storage.Spare();
    }

    /// <summary>Asks until there is an answer, and gets the machine up again whenever it dies meanwhile.</summary>
    public Task<T> AnswerAsync<T>(Func<Task<T?>> ask, Func<string> what)
        where T : class => Until.AnsweredAsync(
            async () =>
            {
                await ReviveAsync();
                T? answer = await ask();
                await ReviveAsync();
                return answer;
            },
            OperationLimit,
            () => $"{what()} (seed {seed}, death {Deaths})");

    /// <summary>Follows an operation to its end across all deaths.</summary>
    public async Task<OperationView> EndOfAsync(string operationId)
    {
        OperationView? last = null;
        return await AnswerAsync(
            async () =>
            {
                last = await Api.FindOperationAsync(operationId) ?? last;
                return last is not null && PlatformApi.HasEnded(last) ? last : null;
            },
            () => $"operation {operationId} to end: {(last is null ? "unknown" : PlatformApi.Describe(last))}");
    }

    public async ValueTask DisposeAsync()
    {
        _api?.Dispose();
        if (_machine is not null) await _machine.AbandonAsync();
    }

    private async Task ReviveAsync()
    {
        if (!_storage.IsDown) return;
        Deaths++;
        await DieAsync();
        await BootAsync();
    }

    private async Task DieAsync()
    {
        if (_machine is not null) await _machine.AbandonAsync();
        _machine = null;
        _storage.Restore(_chance);
    }

    private async Task BootAsync()
    {
        for (int attempt = 1; _machine is null; attempt++)
        {
            Aim();
            try
            {
                _machine = await LocalMachine.StartAsync(
                    new LocalMachineOptions
                    {
                        Name = _name,
                        Storage = _storage,
                        Url = _url,
                        Profile = ResourceManagerProfile.Fast,
                        RootSettings = settings ?? new Dictionary<string, string>(StringComparer.Ordinal),
                        Seed = seed,
                    },
                    CancellationToken.None);
            }
            catch (Exception) when (_storage.IsDown && attempt < StartsMax)
            {
                // it died while it started; what it threw is how it noticed
                Deaths++;
                _storage.Restore(_chance);
            }
        }

        _url = _machine.Root.BaseAddress.GetLeftPart(UriPartial.Authority);
        _api ??= new PlatformApi(_machine.Root.BaseAddress);
    }

    private void Aim()
    {
        if (_budget <= 0) return;
        _budget--;
        _storage.CutAfter(_chance.Next(1, _stepsMax + 1));
    }
}
