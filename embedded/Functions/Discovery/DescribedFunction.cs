using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Discovery;

/// <summary>A function's declaration as the app sees it.</summary>
internal sealed class DescribedFunction : FunctionDefinition
{
    private readonly FunctionDescriptor _function;

    public DescribedFunction(FunctionDescriptor function)
    {
        _function = function;
        Parameters = [.. function.Parameters.Select(parameter => parameter.Declared)];
        EntryPoint = $"{function.DeclaringType.FullName}.{function.Method.Name}";
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(EntryPoint + "|" + function.Name)).AsSpan(0, 8));
        InputBindings = function.Parameters
            .Where(parameter => parameter.Source is ParameterSource.Trigger or ParameterSource.DurableClient)
            .ToImmutableDictionary(
                parameter => parameter.Name,
                BindingMetadata (parameter) => new DescribedBinding(parameter.Name, TypeOf(function, parameter), BindingDirection.In),
                StringComparer.OrdinalIgnoreCase);
        OutputBindings = function.Outputs.ToImmutableDictionary(
            output => output.Name,
            BindingMetadata (output) => new DescribedBinding(output.Name, output.Type, BindingDirection.Out),
            StringComparer.OrdinalIgnoreCase);
    }

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override string PathToAssembly => _function.DeclaringType.Assembly.Location;

    public override string EntryPoint { get; }

    public override string Id { get; }

    public override string Name => _function.Name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }

    private static string TypeOf(FunctionDescriptor function, BoundParameter parameter) =>
        parameter.Source == ParameterSource.DurableClient
            ? "durableClient"
            : function.Kind switch
            {
                FunctionKind.Http => "httpTrigger",
                FunctionKind.Timer => "timerTrigger",
                FunctionKind.ServiceBus => "serviceBusTrigger",
                FunctionKind.Orchestration => "orchestrationTrigger",
                FunctionKind.Entity => "entityTrigger",
                _ => "activityTrigger",
            };

    private sealed class DescribedBinding(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => direction;
    }
}
