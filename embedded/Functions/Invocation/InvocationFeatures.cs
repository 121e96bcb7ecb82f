using System.Collections;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Invocation;

/// <summary>The features of one invocation. It is made for every call, so that it holds nothing until something is set.</summary>
internal sealed class InvocationFeatures : IInvocationFeatures
{
    private Dictionary<Type, object>? _features;

    public void Set<T>(T instance)
    {
        _features ??= [];
        if (instance is null)
        {
            _features.Remove(typeof(T));
            return;
        }

        _features[typeof(T)] = instance;
    }

    public T? Get<T>() => _features is not null && _features.TryGetValue(typeof(T), out object? feature) ? (T)feature : default;

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() =>
        (_features ?? Enumerable.Empty<KeyValuePair<Type, object>>()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
