using System.Net;
using Embedded.Functions.Hosting;
using Embedded.Functions.Tests.App;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Context.Features;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Embedded.Functions.Tests.Invocation;

public sealed class FunctionPipelineTests
{
    [Fact]
    public async Task Invoke_SeveralMiddlewares_RunInTheOrderAddedAroundTheFunction()
    {
        await using AppInstance app = await TestApp.StartAsync(
            builder =>
            {
                builder.UseMiddleware<Outer>();
                builder.UseMiddleware(async (context, next) =>
                {
                    context.InstanceServices.GetRequiredService<Journal>().Write("inner before");
                    await next();
                    context.InstanceServices.GetRequiredService<Journal>().Write("inner after");
                });
                builder.UseWhen<Never>(context => context.FunctionDefinition.Name != "Void");
            },
            typeof(HttpApp));
        using HttpClient client = app.Client();

        await client.GetStringAsync("/api/void");

        Assert.Equal(["outer before", "inner before", "Void True", "inner after", "outer after"], app.Journal().Entries);
    }

    [Fact]
    public async Task Invoke_MiddlewareReplacesTheResult_ThatIsAnswered()
    {
        await using AppInstance app = await TestApp.StartAsync(
            builder => builder.UseMiddleware(async (context, next) =>
            {
                try
                {
                    await next();
                }
                catch (InvalidOperationException e)
                {
                    context.GetInvocationResult().Value = Results.Text(e.Message, statusCode: StatusCodes.Status418ImATeapot);
                }
            }),
            typeof(HttpApp));
        using HttpClient client = app.Client();

        using HttpResponseMessage response = await client.GetAsync("/api/fail");

        Assert.Equal((HttpStatusCode)418, response.StatusCode);
        Assert.Equal("a secret of the implementation", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Invoke_MiddlewareReplacesAnInput_TheFunctionSeesIt()
    {
        await using AppInstance app = await TestApp.StartAsync(
            builder => builder.UseMiddleware(async (context, next) =>
            {
                FunctionInputBindingResult inputs = await context.Features.Get<IFunctionInputBindingFeature>()!.BindFunctionInputAsync(context);
                int name = context.FunctionDefinition.Parameters.IndexOf(context.FunctionDefinition.Parameters.Single(parameter => parameter.Name == "name"));
                inputs.Values[name] = $"{inputs.Values[name]} the first";
                await next();
            }),
            typeof(HttpApp));
        using HttpClient client = app.Client();

        Assert.Equal("ada the first", await client.GetStringAsync("/api/named/ada"));
    }

    [Fact]
    public async Task Invoke_ScopedService_IsOneForTheInvocationAndDisposedAfterIt()
    {
        await using AppInstance app = await TestApp.StartAsync(builder => builder.Services.AddScoped<Session>(), typeof(ScopedApp));
        using HttpClient client = app.Client();

        string first = await client.GetStringAsync("/api/scoped");
        string second = await client.GetStringAsync("/api/scoped");

        Assert.Equal("True", first.Split(' ')[0]);
        Assert.NotEqual(first, second);
        await app.Journal().WaitAsync(2);
        Assert.Equal(["disposed", "disposed"], app.Journal().Entries);
    }

    [Fact]
    public async Task Start_FunctionsClassNeedsAServiceThatIsMissing_Is500WhenCalled()
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(ScopedApp));
        using HttpClient client = app.Client();

        using HttpResponseMessage response = await client.GetAsync("/api/scoped");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    public sealed class Session(Journal journal) : IDisposable
    {
        public Guid Id { get; } = Guid.NewGuid();

        public void Dispose() => journal.Write("disposed");
    }

    public sealed class ScopedApp(Session session)
    {
        [Function("Scoped")]
        public IResult Run([HttpTrigger("get", Route = "scoped")] HttpRequest request, FunctionContext context) =>
            Results.Text($"{ReferenceEquals(session, request.HttpContext.RequestServices.GetService<Session>()) && ReferenceEquals(session, context.InstanceServices.GetService<Session>())} {session.Id}");
    }

    private sealed class Outer(Journal journal) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            journal.Write("outer before");
            await next(context);
            journal.Write("outer after");
        }
    }

    private sealed class Never : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) => throw new InvalidOperationException("It is not for this function.");
    }
}
