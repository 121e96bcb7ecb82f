using PlatformDeployer.Orchestrations.Report;
using VirtualTime;

namespace PlatformDeployer.Orchestrations.Tests.Report;

public sealed class ComplaintTests
{
    private readonly VirtualTimeProvider _time = new();

    [Fact]
    public void IsDue_TheSameForADay_IsSaidWithPausesThatDoubleUpToAnHour()
    {
        Complaint complaint = new(_time);
        List<int> saidAtMinutes = [];
        for (int minute = 0; minute <= 24 * 60; minute++)
        {
            if (complaint.IsDue("the parent")) saidAtMinutes.Add(minute);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 123, 183], saidAtMinutes.Take(9));
        Assert.Equal(29, saidAtMinutes.Count);
    }

    [Fact]
    public void IsDue_SomethingElse_IsSaidAtOnce()
    {
        Complaint complaint = new(_time);
        complaint.IsDue("one");

        Assert.True(complaint.IsDue("another"));
        Assert.False(complaint.IsDue("another"));
    }

    [Fact]
    public void End_OnlyWhatWasSaid_IsOver()
    {
        Complaint complaint = new(_time);
        Assert.False(complaint.End());
        complaint.IsDue("one");

        Assert.True(complaint.End());
        Assert.False(complaint.End());
        Assert.True(complaint.IsDue("one"));
    }
}
