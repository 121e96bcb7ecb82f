namespace PlatformDeployer.Architecture.Tests.OfficialApi.Samples;

/// <summary>A class with a member of each kind that a listing can hold.</summary>
public abstract class ShownClass<T> : List<T>, IDisposable
    where T : struct, IComparable<T>
{
    public const long Limit = 5;

    public static readonly int[,] Origin = new int[1, 1];

    protected ShownClass(string name, params int[] sizes)
    {
        Name = name;
        Hidden(sizes.Length);
    }

    public static event EventHandler? Changed;

    public string Name { get; protected set; }

    public required int? Size { get; init; }

    public virtual T this[string key] => this[key.Length];

    public void Dispose()
    {
        Changed?.Invoke(this, EventArgs.Empty);
        GC.SuppressFinalize(this);
    }

    public override string ToString() => Name;

    protected abstract bool Try<TOther>(ref T one, out TOther other, in int third, char sign = '-', string text = "a\"b", bool truth = true)
        where TOther : class, new();

    private protected void Hidden(int size) => Capacity = size;

    public sealed class Inner
    {
        public Dictionary<T, Inner> Pairs { get; set; } = [];
    }
}
