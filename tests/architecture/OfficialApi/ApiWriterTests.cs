using PlatformDeployer.Architecture.Tests.OfficialApi.Samples;

namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>The writer, on types made for it.</summary>
public sealed class ApiWriterTests
{
    private const string Space = "PlatformDeployer.Architecture.Tests.OfficialApi.Samples.";

    private static readonly IReadOnlyList<string> Lines = ApiWriter.Write(typeof(ShownClass<>).Assembly.Location);

    [Theory]
    [InlineData("T:{0}ShownClass<T> : System.Collections.Generic.List<T>, System.IDisposable [abstract class] where T : struct, System.IComparable<T>")]
    [InlineData("C:{0}ShownClass<T>(string name, params int[] sizes) [protected]")]
    [InlineData("P:{0}ShownClass<T>.Name {get;protected set;} -> string")]
    [InlineData("P:{0}ShownClass<T>.Size {get;init;} -> int? [required]")]
    [InlineData("P:{0}ShownClass<T>.this[string key] {get;} -> T [virtual]")]
    [InlineData("M:{0}ShownClass<T>.Dispose() -> void")]
    [InlineData("M:{0}ShownClass<T>.Try<TOther>(ref T one, out TOther other, in int third, char sign = '-', string text = \"a\\\"b\", bool truth = true) -> bool [protected abstract] where TOther : class, new()")]
    [InlineData("E:{0}ShownClass<T>.Changed -> System.EventHandler [static]")]
    [InlineData("F:{0}ShownClass<T>.Limit = 5 -> long [const]")]
    [InlineData("F:{0}ShownClass<T>.Origin -> int[,] [static readonly]")]
    [InlineData("T:{0}ShownClass<T>.Inner [sealed class]")]
    [InlineData("P:{0}ShownClass<T>.Inner.Pairs {get;set;} -> System.Collections.Generic.Dictionary<T, {0}ShownClass<T>.Inner>")]
    [InlineData("T:{0}ShownEnum : byte [enum flags]")]
    [InlineData("F:{0}ShownEnum.Two = 2")]
    [InlineData("T:{0}ShownDelegate<T>({0}ShownEnum kind, T value = default) -> T [delegate]")]
    [InlineData("T:{0}ShownRecord : System.IEquatable<{0}ShownRecord> [readonly record struct]")]
    [InlineData("M:{0}ShownExtensions.Twice(this int number) -> int [static]")]
    [InlineData("T:{0}ShownExtensions [static class]")]
    [InlineData("T:{0}ShownAttribute : System.Attribute [sealed class] [AttributeUsage(Class|Method, AllowMultiple=True)]")]
    public void Write_SampleType_HasLine(string line) => Assert.Contains(line.Replace("{0}", Space, StringComparison.Ordinal), Lines);

    [Theory]
    [InlineData("Hidden")]
    [InlineData("ToString")]
    [InlineData("<")]
    public void Write_HiddenOrEveryObjectsMember_HasNoLine(string name) =>
        Assert.DoesNotContain(Lines, l => l.StartsWith("M:" + Space, StringComparison.Ordinal) && ApiLine.NameOf(l).EndsWith("." + name, StringComparison.Ordinal));
}
