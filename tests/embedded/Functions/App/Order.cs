namespace Embedded.Functions.Tests.App;

public sealed record Order(string Item, int Count);
