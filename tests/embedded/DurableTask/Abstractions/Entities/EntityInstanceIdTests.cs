using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Tests.Abstractions.Entities;

public sealed class EntityInstanceIdTests
{
    [Fact]
    public void FromString_OfAnyIdWritten_GivesTheId() => Prop.ForAll<NonEmptyString, NonNull<string>>((name, key) =>
    {
        var id = new EntityInstanceId(name.Get.Replace('@', '-'), key.Get);
        return EntityInstanceId.FromString(id.ToString()) == id && JsonSerializer.Deserialize<EntityInstanceId>(JsonSerializer.Serialize(id)).Name == id.Name;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("name@key")]
    [InlineData("@name")]
    [InlineData("@@key")]
    public void FromString_OfAnythingElse_IsRefused(string text) => Assert.Throws<ArgumentException>(() => EntityInstanceId.FromString(text));

    [Fact]
    public void Constructor_WithASeparatorInTheName_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new EntityInstanceId("a@b", "k"));
        Assert.Throws<ArgumentException>(() => new EntityInstanceId("", "k"));
    }

    [Fact]
    public void Json_OfAnId_IsOneText()
    {
        Assert.Equal("\"@counter@Key\"", JsonSerializer.Serialize(new EntityInstanceId("Counter", "Key")));
        Assert.Equal(new EntityInstanceId("counter", "Key"), JsonSerializer.Deserialize<EntityInstanceId>("\"@Counter@Key\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<EntityInstanceId>("\"nothing\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<EntityInstanceId>("1"));
    }
}
