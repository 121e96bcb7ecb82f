using System.Reflection;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Tests.Problems;

public sealed class ProblemCatalogTests
{
    [Fact]
    public void Codes_All_HaveAnEntry()
    {
        string[] codes = [.. typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];
        Assert.Equal(codes.Order(StringComparer.Ordinal), ProblemCatalog.Codes.Order(StringComparer.Ordinal));
        Assert.All(codes, code => Assert.InRange(ProblemCatalog.StatusOf(code), 400, 599));
    }
}
