using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Tests.Client.Entities;

public sealed class EntityQueryTests
{
    [Theory]
    [InlineData("Counter", "@counter")]
    [InlineData("@Counter@Key", "@counter@Key")]
    [InlineData("Counter@", "@counter@")]
    [InlineData(null, null)]
    public void InstanceIdStartsWith_OfAnyForm_IsAsIdsAreWritten(string? given, string? read) =>
        Assert.Equal(read, new EntityQuery { InstanceIdStartsWith = given }.InstanceIdStartsWith);

    [Fact]
    public void State_OfMetadataReadWithoutIt_IsRefused()
    {
        var id = new EntityInstanceId("n", "k");
        Assert.Equal(0, new EntityMetadata<int>(id, 0).State);
        Assert.Throws<InvalidOperationException>(() => new EntityMetadata<int>(id).State);
        Assert.Throws<InvalidOperationException>(() => new EntityMetadata(id).State);
        Assert.Equal(3, new EntityMetadata(id, new SerializedData("3")).State.ReadAs<int>());
    }
}
