using Embedded.Functions.Discovery;
using Embedded.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Context.Features;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Embedded.Functions.Invocation;

/// <summary>Binds the arguments of one invocation, once; middleware may ask first and replace values.</summary>
internal sealed class InputBinder(FunctionInvocationContext context) : IFunctionInputBindingFeature
{
    private FunctionInputBindingResult? _bound;

    /// <exception cref="FunctionInputConverterException">An argument could not be made.</exception>
    public async ValueTask<FunctionInputBindingResult> BindFunctionInputAsync(FunctionContext functionContext)
    {
        if (_bound is not null)
        {
            return _bound;
        }

        BoundParameter[] parameters = context.Function.Parameters;
        object?[] values = new object?[parameters.Length];
        List<string>? problems = null;
        for (int i = 0; i < parameters.Length; i++)
        {
            BoundParameter parameter = parameters[i];
            (object? source, ConversionResult result) = await BindAsync(parameter);
            if (result.Status == ConversionStatus.Succeeded)
            {
                values[i] = result.Value;
            }
            else if (result.Status == ConversionStatus.Failed)
            {
                (problems ??= []).Add($"Cannot convert input parameter '{parameter.Name}' to type '{parameter.Type.FullName}'"
                    + $" from type '{source?.GetType().FullName}'. Error:{result.Error}");
            }
            else if (parameter.Declared.HasDefaultValue)
            {
                values[i] = parameter.Declared.DefaultValue;
            }
            else if (!parameter.Declared.IsReferenceOrNullableType)
            {
                (problems ??= []).Add($"Could not populate the value for '{parameter.Name}' parameter."
                    + " Consider adding a default value or making the parameter nullable.");
            }
        }

        if (problems is not null)
        {
            throw new FunctionInputConverterException(
                $"Error converting {problems.Count} input parameters for Function '{context.Function.Name}': {string.Join(Environment.NewLine, problems)}");
        }

        return _bound = new FunctionInputBindingResult(values);
    }

    private async ValueTask<(object? Source, ConversionResult Result)> BindAsync(BoundParameter parameter)
    {
        switch (parameter.Source)
        {
            case ParameterSource.Trigger:
                object? value = context.Trigger.MakeValue?.Invoke(context.InstanceServices) ?? context.Trigger.Value;
                return (value, ConversionResult.Success(value));
            case ParameterSource.FunctionContext:
                return (context, ConversionResult.Success(context));
            case ParameterSource.CancellationToken:
                return (null, ConversionResult.Success(context.CancellationToken));
            case ParameterSource.DurableClient:
                return (null, ConversionResult.Success(context.InstanceServices.GetRequiredService<DurableClientSource>().Client));
            case ParameterSource.MessageActions:
                return (null, ConversionResult.Success(context.Trigger.MessageActions));
            case ParameterSource.OrchestrationInput:
                return context.Trigger.OrchestrationInput is { } input ? (input, ConversionResult.Success(input)) : (null, ConversionResult.Unhandled());
            default:
                return await ConvertAsync(parameter);
        }
    }

    private async ValueTask<(object? Source, ConversionResult Result)> ConvertAsync(BoundParameter parameter)
    {
        context.Trigger.Data.TryGetValue(parameter.Name, out object? source);
        if (parameter.Source == ParameterSource.Converter)
        {
            return (source, await ConvertAsync(parameter.ConverterType!, parameter, source));
        }

        WorkerOptions options = context.InstanceServices.GetRequiredService<IOptions<WorkerOptions>>().Value;
        foreach (Type converter in options.InputConverters)
        {
            ConversionResult result = await ConvertAsync(converter, parameter, source);
            if (result.Status != ConversionStatus.Unhandled)
            {
                return (source, result);
            }
        }

        if (source is null || parameter.Source != ParameterSource.BindingData)
        {
            return (source, ConversionResult.Unhandled());
        }

        try
        {
            return (source, ConversionResult.Success(ParameterConversion.Convert(source, parameter.Type)));
        }
        catch (FormatException e)
        {
            return (source, ConversionResult.Failed(e));
        }
    }

    private ValueTask<ConversionResult> ConvertAsync(Type converter, BoundParameter parameter, object? source)
    {
        IInputConverter instance = (IInputConverter)ActivatorUtilities.GetServiceOrCreateInstance(context.InstanceServices, converter);
        return instance.ConvertAsync(new Conversion(parameter.Type, source, context));
    }

    private sealed class Conversion(Type targetType, object? source, FunctionContext functionContext) : ConverterContext
    {
        public override Type TargetType => targetType;

        public override object? Source => source;

        public override FunctionContext FunctionContext => functionContext;

        public override IReadOnlyDictionary<string, object> Properties { get; } = new Dictionary<string, object>(StringComparer.Ordinal);
    }
}
