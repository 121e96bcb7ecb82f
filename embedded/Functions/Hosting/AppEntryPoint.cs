using System.Reflection;

namespace Embedded.Functions.Hosting;

/// <summary>Calls the entry point of an app's assembly.</summary>
internal static class AppEntryPoint
{
    private const BindingFlags AnyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <exception cref="InvalidOperationException">The assembly has no entry point.</exception>
    public static Func<string[], Task> Of(Assembly app)
    {
        MethodInfo entry = app.EntryPoint ?? throw new InvalidOperationException($"The assembly '{app.GetName().Name}' has no entry point: it is no function app.");
        MethodInfo main = AsyncMain(entry) ?? entry;
        bool takesArguments = main.GetParameters().Length == 1;
        if (main.ReturnType.IsAssignableTo(typeof(Task)))
        {
            Func<string[], Task> start = takesArguments ? main.CreateDelegate<Func<string[], Task>>() : Ignore(main.CreateDelegate<Func<Task>>());
            return start;
        }

        // It blocks its thread for as long as the instance lives, which a pool's thread must not.
        return arguments => Task.Factory.StartNew(
            () => main.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, takesArguments ? [arguments] : null, culture: null),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    // The entry point the runtime knows of an async Main is a stub that blocks on it; the compiler names the stub "<Main>".
    private static MethodInfo? AsyncMain(MethodInfo entry) =>
        entry.ReturnType.IsAssignableTo(typeof(Task))
            ? entry
            : Array.Find(
                entry.DeclaringType!.GetMethods(AnyStatic),
                method => method.Name is "<Main>$" or "Main"
                    && method.ReturnType.IsAssignableTo(typeof(Task))
                    && method.GetParameters().Length == entry.GetParameters().Length);

    private static Func<string[], Task> Ignore(Func<Task> start) => _ => start();
}
