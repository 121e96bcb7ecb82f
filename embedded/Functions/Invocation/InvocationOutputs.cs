using Embedded.Functions.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Invocation;

/// <summary>The values of an invocation's output bindings, filled when the function has returned.</summary>
internal sealed class InvocationOutputs(OutputBinding[] bindings)
{
    private readonly object?[] _values = bindings.Length == 0 ? [] : new object?[bindings.Length];

    public void Fill(object? result)
    {
        for (int i = 0; i < bindings.Length; i++)
        {
            _values[i] = result is null ? null : bindings[i].Read(result);
        }
    }

    public IEnumerable<(OutputBinding Binding, object? Value)> Values => bindings.Zip(_values);

    public IEnumerable<OutputBindingData<T>> As<T>() => bindings.Select((binding, index) => new Output<T>(binding, _values, index));

    private sealed class Output<T>(OutputBinding binding, object?[] values, int index) : OutputBindingData<T>
    {
        public override string Name => binding.Name;

        public override string BindingType => binding.Type;

        public override T? Value
        {
            get => (T?)values[index];
            set => values[index] = value;
        }
    }
}
