using System.Reflection;

namespace Embedded.Crash.Tests;

/// <summary>The failpoints there are: one that is added is tried without anybody having to think of it.</summary>
internal static class FailpointNames
{
    public static TheoryData<string> Of(Type type) =>
        new(type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!));
}
