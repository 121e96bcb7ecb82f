using System.Reflection;
using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Tests.Abstractions.Entities;

public sealed class TaskEntityTests
{
    [Theory]
    [InlineData("add", "5", "5", "5")]
    [InlineData("ADDLATER", "5", "5", "5")]
    [InlineData("AddValueTask", "5", "5", "5")]
    [InlineData("Touch", null, null, "1")]
    [InlineData("TouchLater", null, null, "1")]
    [InlineData("TouchValueTask", null, null, "1")]
    [InlineData("AddOrTen", null, "10", "10")]
    [InlineData("AddOrTen", "2", "2", "2")]
    [InlineData("Describe", "3", "\"test/Describe key 3\"", "0")]
    public async Task RunAsync_OfAMethod_CallsItWithWhatItAsksForAndKeepsTheState(string name, string? input, string? result, string? state)
    {
        var operation = new FakeOperation(name, input, state: null);
        object? came = await new Sample().RunAsync(operation);
        Assert.Equal(result, came is null ? null : JsonSerializer.Serialize(came));
        Assert.Equal(state, operation.Kept);
    }

    [Theory]
    [InlineData("Unknown", typeof(NotSupportedException))]
    [InlineData("Add", typeof(InvalidOperationException))]
    [InlineData("TwoInputs", typeof(InvalidOperationException))]
    [InlineData("Throw", typeof(TimeoutException))]
    [InlineData("ThrowLater", typeof(TimeoutException))]
    [InlineData("Overloaded", typeof(AmbiguousMatchException))]
    [InlineData("RunAsync", typeof(NotSupportedException))]
    [InlineData("GetHashCode", typeof(NotSupportedException))]
    [InlineData("get_State", typeof(NotSupportedException))]
    public async Task RunAsync_OfWhatDoesNotFit_ThrowsAndKeepsNothing(string name, Type exception)
    {
        var operation = new FakeOperation(name, input: null, state: "7");
        Assert.IsType(exception, await Record.ExceptionAsync(async () => await new Sample().RunAsync(operation)));
        Assert.Equal("7", operation.Kept);
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("DELETE")]
    public async Task RunAsync_OfDelete_DeletesTheState(string name)
    {
        var operation = new FakeOperation(name, input: null, state: "7");
        Assert.Null(await new Sample().RunAsync(operation));
        Assert.Null(operation.Kept);
    }

    [Fact]
    public async Task RunAsync_OfDelete_CallsTheMethodThereIs()
    {
        var operation = new FakeOperation("delete", input: null, state: "7");
        await new Undying().RunAsync(operation);
        Assert.Equal("8", operation.Kept);
    }

    [Fact]
    public async Task RunAsync_WithStateDispatch_CallsTheStatesMethods()
    {
        var ofClass = new FakeOperation("Put", "\"x\"", state: null);
        Assert.Equal(1, await new Shelf().RunAsync(ofClass));
        Assert.Equal("{\"Things\":[\"x\"]}", ofClass.Kept);
        var ofStruct = new FakeOperation("Move", "4", state: "{\"X\":1}");
        await new Place().RunAsync(ofStruct);
        Assert.Equal("{\"X\":5}", ofStruct.Kept);
    }

    [Fact]
    public void AddEntity_InEveryForm_RegistersByNameWhateverTheCase()
    {
        var registry = new DurableTaskRegistry();
        registry.AddEntity<Sample>().AddEntity<Shelf>("other").AddEntity(typeof(Place)).AddEntity("typed", typeof(Sample))
            .AddEntity(new Undying()).AddEntity("one", new Undying()).AddEntity("made", _ => new Undying());
        Assert.Equal(["Place", "Sample", "Undying", "made", "one", "other", "typed"], registry.GetEntities().Select(entity => entity.Key.Name).Order(StringComparer.Ordinal));
        Assert.Throws<ArgumentException>(() => registry.AddEntity<Shelf>("SAMPLE"));
        Assert.Throws<ArgumentException>(() => registry.AddEntity(typeof(string)));
    }

    public sealed class Sample : TaskEntity<int>
    {
        public int Add(int n) => State += n;

        public async Task<int> AddLater(int n)
        {
            await Task.Yield();
            return State += n;
        }

        public async ValueTask<int> AddValueTask(int n)
        {
            await Task.Yield();
            return State += n;
        }

        public void Touch() => State++;

        public async Task TouchLater()
        {
            await Task.Yield();
            State++;
        }

        public async ValueTask TouchValueTask()
        {
            await Task.Yield();
            State++;
        }

        public int AddOrTen(int n = 10) => State += n;

        public string Describe(TaskEntityContext context, int n, TaskEntityOperation operation) => $"{operation} {context.Id.Key} {n}";

        public int TwoInputs(int a, int b) => a + b;

        public void Throw()
        {
            State = 100;
            throw new TimeoutException();
        }

        public async Task ThrowLater()
        {
            State = 100;
            await Task.Yield();
            throw new TimeoutException();
        }

        public void Overloaded(int n) => State = n;

        public void Overloaded(string text) => State = text.Length;
    }

    public sealed class Undying : TaskEntity<int>
    {
        public void Delete() => State++;
    }

    public sealed class Shelf : TaskEntity<ShelfState>
    {
        protected override bool AllowStateDispatch => true;
    }

    public sealed class ShelfState
    {
        public List<string> Things { get; init; } = [];

        public int Put(string thing)
        {
            Things.Add(thing);
            return Things.Count;
        }
    }

    public sealed class Place : TaskEntity<PlaceState>
    {
        protected override bool AllowStateDispatch => true;
    }

    public struct PlaceState
    {
        public int X { get; set; }

        public void Move(int by) => X += by;
    }

    private sealed class FakeOperation(string name, string? input, string? state) : TaskEntityOperation
    {
        private readonly FakeState _state = new() { Kept = state };

        public string? Kept => _state.Kept;

        public override string Name => name;

        public override TaskEntityContext Context { get; } = new FakeContext();

        public override TaskEntityState State => _state;

        public override bool HasInput => input is not null;

        public override object? GetInput(Type inputType) => input is null ? null : JsonSerializer.Deserialize(input, inputType);
    }

    private sealed class FakeState : TaskEntityState
    {
        public string? Kept { get; set; }

        public override bool HasState => Kept is not null;

        public override object? GetState(Type type) => Kept is null ? null : JsonSerializer.Deserialize(Kept, type);

        public override void SetState(object? state) => Kept = state is null ? null : JsonSerializer.Serialize(state);
    }

    private sealed class FakeContext : TaskEntityContext
    {
        public override EntityInstanceId Id { get; } = new("Test", "key");

        public override void SignalEntity(EntityInstanceId id, string operationName, object? input = default, SignalEntityOptions? options = default) =>
            throw new NotSupportedException();

        public override string ScheduleNewOrchestration(TaskName name, object? input = default, StartOrchestrationOptions? options = default) =>
            throw new NotSupportedException();
    }
}
