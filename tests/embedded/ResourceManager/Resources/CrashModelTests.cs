using FsCheck;
using FsCheck.Fluent;

namespace Embedded.ResourceManager.Tests.Resources;

public sealed class CrashModelTests
{
    [Fact]
    public void Calls_WithCrashesAmongThem_LeaveWhatTheModelSays()
        => Prop.ForAll(Gen.Choose(0, 999_999).ArrayOf(40).ToArbitrary(), steps => Task.Run(() => RunAsync(steps)).GetAwaiter().GetResult())
            .QuickCheckThrowOnFailure();

    [Fact]
    public async Task Operation_InFlightAtAChainOfCrashes_EndsOnce()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        string group = await arm.GroupAsync();
        ModelTarget bus = ModelTarget.InGroup("rg").Single(target => target.Id.Contains("ServiceBus", StringComparison.Ordinal));
        Random random = new(7);
        for (int i = 0; i < 20; i++)
        {
            await arm.SendAsync("PUT", bus.Id, bus.Body(1), bus.ApiVersion);
            await arm.CrashAsync(random);
        }

        await ArmFixture.WaitAsync(() => arm.Manager.Operations().All(operation => operation.HasEnded));
        Assert.Equal(1, arm.Manager.CreationsOf(bus.Id));
        Assert.Equal(2, arm.Manager.ResourcesIn(group).Count);
    }

    private static async Task<bool> RunAsync(int[] steps)
    {
        await using CrashModel model = await CrashModel.StartAsync();
        foreach (int step in steps)
            await model.StepAsync(step);
        await model.CheckAsync();
        return true;
    }
}
