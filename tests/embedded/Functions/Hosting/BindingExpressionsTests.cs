using Embedded.Functions.Discovery;
using Embedded.Functions.Hosting;
using Microsoft.Extensions.Configuration;

namespace Embedded.Functions.Tests.Hosting;

public sealed class BindingExpressionsTests
{
    private static readonly IConfiguration Settings = new ConfigurationBuilder()
        .AddInMemoryCollection([new("Queue", "orders"), new("Names:Topic", "events")])
        .Build();

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("%Queue%", "orders")]
    [InlineData("a-%queue%-%Names__Topic%", "a-orders-events")]
    [InlineData("%Names:Topic%", "events")]
    public void Resolve_Names_AreReplacedBySettings(string text, string expected) => Assert.Equal(expected, BindingExpressions.Resolve(text, Settings, "it"));

    [Theory]
    [InlineData("%Missing%")]
    [InlineData("%open")]
    public void Resolve_MissingOrUnclosed_IsRefused(string text) =>
        Assert.Throws<FunctionDefinitionException>(() => BindingExpressions.Resolve(text, Settings, "it"));
}
