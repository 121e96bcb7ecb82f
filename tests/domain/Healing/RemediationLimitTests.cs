using PlatformDeployer.Domain.Healing;

namespace PlatformDeployer.Domain.Tests.Healing;

public sealed class RemediationLimitTests
{
    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 1, true)]
    [InlineData(2, 2, true)]
    [InlineData(3, 3, false)]
    [InlineData(7, 3, false)]
    [InlineData(8, 3, true)]
    [InlineData(10, 4, true)]
    [InlineData(10, 5, false)]
    [InlineData(int.MaxValue, int.MaxValue, false)]
    public void Allows_Children_StopsWhenAtLeastThreeAndMoreThanTwoInFiveAreSick(int children, int sick, bool isAllowed) =>
        Assert.Equal(isAllowed, RemediationLimit.Allows(children, sick));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(1, -1)]
    [InlineData(1, 2)]
    public void Allows_SenselessNumbers_Throws(int children, int sick) => Assert.Throws<ArgumentOutOfRangeException>(() => RemediationLimit.Allows(children, sick));
}
