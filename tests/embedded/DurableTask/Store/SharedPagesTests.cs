using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Tests.Store;

public sealed class SharedPagesTests
{
    [Fact]
    public void Set_AfterACapture_DoesNotShowInIt()
    {
        var pages = new SharedPages<string>();
        for (int i = 0; i < 3000; i++) pages.Set(i, "first");
        string?[][] captured = pages.Capture();
        for (int i = 0; i < 4000; i += 7) pages.Set(i, i % 2 == 0 ? "second" : null);
        Assert.Equal(3000, captured.Sum(page => page.Count(value => value == "first")));
        Assert.DoesNotContain("second", captured.SelectMany(page => page));
        Assert.Contains("second", pages.Capture().SelectMany(page => page));
    }
}
