using System.Reflection;
using Embedded.Functions.Hosting;

namespace Embedded.Functions.Tests.Hosting;

public sealed class AppEntryPointTests
{
    [Theory]
    [InlineData(typeof(AsyncProgram))]
    [InlineData(typeof(PlainProgram))]
    [InlineData(typeof(NoArgumentsProgram))]
    public async Task Of_AnyMain_IsCalledAndAwaited(Type program)
    {
        Func<string[], Task> main = AppEntryPoint.Of(new AppAssembly(program));

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => main(["argument"]));

        Assert.StartsWith(program.Name, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AssemblyWithoutEntryPoint_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => AppEntryPoint.Of(typeof(AppEntryPoint).Assembly));

    private sealed class AppAssembly(Type program) : Assembly
    {
        public override MethodInfo EntryPoint => program.GetMethod("Stub", BindingFlags.Static | BindingFlags.NonPublic)!;

        public override AssemblyName GetName() => new("App");
    }

    // The compiler's shape of an async Main: a stub, which is the entry point and blocks, beside the method itself.
    private static class AsyncProgram
    {
#pragma warning disable CS8892 // It stands for another program's Main and is not meant to be this one's.
        internal static async Task Main(string[] args)
#pragma warning restore CS8892
        {
            await Task.Yield();
            throw new InvalidOperationException($"AsyncProgram {args[0]}");
        }

        internal static void Stub(string[] args) => throw new NotSupportedException($"The stub would block a thread: {args.Length}.");
    }

    private static class PlainProgram
    {
        internal static void Stub(string[] args) => throw new InvalidOperationException($"PlainProgram {args[0]}");
    }

    private static class NoArgumentsProgram
    {
        internal static Task Stub() => Task.FromException(new InvalidOperationException("NoArgumentsProgram"));
    }
}
