using FsCheck;
using FsCheck.Fluent;

namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>The measure of nearness.</summary>
public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void Between_KnownTexts_IsKnown(string one, string other, int expected) => Assert.Equal(expected, EditDistance.Between(one, other));

    [Fact]
    public void Between_AnyTexts_IsSymmetricAndZeroForEqualOnesAlone() =>
        Prop.ForAll((NonNull<string> one, NonNull<string> other) =>
        {
            int there = EditDistance.Between(one.Get, other.Get);
            return there == EditDistance.Between(other.Get, one.Get) && (there == 0) == (one.Get == other.Get) && there <= Math.Max(one.Get.Length, other.Get.Length);
        }).QuickCheckThrowOnFailure();
}
