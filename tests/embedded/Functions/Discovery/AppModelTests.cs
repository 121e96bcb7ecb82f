using Embedded.Functions.Discovery;
using Embedded.Functions.Tests.App;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Tests.Discovery;

public sealed class AppModelTests
{
    [Fact]
    public void FromTypes_StaticAndInstanceMethods_AreFoundWithTheirKinds()
    {
        AppModel app = AppModel.FromTypes([typeof(HttpApp), typeof(TimerApp), typeof(EntityApp)]);

        FunctionDescriptor hello = app.Functions.Single(function => function.Name == "Hello");
        Assert.Equal(FunctionKind.Http, hello.Kind);
        Assert.Equal("Embedded.Functions.Tests.App.HttpApp.NoResponse", hello.Definition.EntryPoint);
        Assert.Equal("httpTrigger", hello.Definition.InputBindings["request"].Type);
        Assert.Equal("entityTrigger", app.Functions.Single(function => function.Name == "Basket").Definition.InputBindings["dispatcher"].Type);
        Assert.Equal(FunctionKind.Timer, app.Functions.Single(function => function.Name == "Hourly").Kind);
    }

    [Fact]
    public void FromTypes_SameNameTwice_IsRefusedWithBothMethods()
    {
        FunctionDefinitionException e = Assert.Throws<FunctionDefinitionException>(() => AppModel.FromTypes([typeof(First), typeof(Second)]));

        Assert.Contains("'same'", e.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("First.Run", e.Message, StringComparison.Ordinal);
        Assert.Contains("Second.Run", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(Hidden), "Hidden", "public")]
    [InlineData(typeof(NoTrigger), "NoTrigger", "no parameter carries a trigger")]
    [InlineData(typeof(TwoTriggers), "TwoTriggers", "more than one")]
    [InlineData(typeof(AsyncVoid), "AsyncVoid", "async void")]
    [InlineData(typeof(ByReference), "ByReference", "'number' is passed by reference")]
    [InlineData(typeof(WrongTrigger), "WrongTrigger", "must be an HttpRequest")]
    [InlineData(typeof(WrongEntityTrigger), "WrongEntityTrigger", "must be a TaskEntityDispatcher")]
    [InlineData(typeof(BadName), "9 lives", "must begin with a letter")]
    [InlineData(typeof(TakesHttpContext), "TakesHttpContext", "GetHttpContext()")]
    [InlineData(typeof(Abstract), "Abstract", "abstract")]
    public void FromTypes_MethodThatCannotRun_IsRefusedByNameAndReason(Type type, string name, string reason)
    {
        FunctionDefinitionException e = Assert.Throws<FunctionDefinitionException>(() => AppModel.FromTypes([type]));

        Assert.Contains($"'{name}'", e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AssemblyWithBrokenFunctions_NamesThemAll()
    {
        FunctionDefinitionException first = Assert.Throws<FunctionDefinitionException>(() => AppModel.Of(typeof(AppModelTests).Assembly));

        // Every broken function of the assembly is named at once.
        Assert.Contains("'NoTrigger'", first.Message, StringComparison.Ordinal);
        Assert.Contains("'AsyncVoid'", first.Message, StringComparison.Ordinal);
    }

    public static class First
    {
        [Function("Same")]
        public static void Run([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;
    }

    public static class Second
    {
        [Function("same")]
        public static void Run([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;
    }

    public static class Hidden
    {
        [Function("Hidden")]
        internal static void Run([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;
    }

    public static class NoTrigger
    {
        [Function("NoTrigger")]
        public static void Run(TimerInfo timer) => _ = timer;
    }

    public static class TwoTriggers
    {
        [Function("TwoTriggers")]
        public static void Run([TimerTrigger("0 * * * * *")] TimerInfo timer, [HttpTrigger] HttpRequest request) => _ = (timer, request);
    }

    public static class AsyncVoid
    {
        [Function("AsyncVoid")]
        public static async void Run([TimerTrigger("0 * * * * *")] TimerInfo timer) => await Task.FromResult(timer);
    }

    public static class ByReference
    {
        [Function("ByReference")]
        public static void Run([TimerTrigger("0 * * * * *")] TimerInfo timer, out int number)
        {
            _ = timer;
            number = 0;
        }
    }

    public static class WrongTrigger
    {
        [Function("WrongTrigger")]
        public static void Run([HttpTrigger] string body) => _ = body;
    }

    public static class WrongEntityTrigger
    {
        [Function("WrongEntityTrigger")]
        public static void Run([EntityTrigger] string operation) => _ = operation;
    }

    public static class BadName
    {
        [Function("9 lives")]
        public static void Run([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;
    }

    public static class TakesHttpContext
    {
        [Function("TakesHttpContext")]
        public static void Run([HttpTrigger] HttpRequest request, HttpContext context) => _ = (request, context);
    }

    public abstract class Abstract
    {
        [Function("Abstract")]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;
    }
}
