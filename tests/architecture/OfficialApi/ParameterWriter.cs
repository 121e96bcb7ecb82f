using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;

namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>Writes parameters and constants as a listing does.</summary>
internal sealed class ParameterWriter(MetadataReader reader, MetadataAttributes attributes)
{
    public string Write(MethodDefinition method, IEnumerable<SignatureType> types)
    {
        Dictionary<int, Parameter> parameters = method.GetParameters().Select(reader.GetParameter).ToDictionary(p => p.SequenceNumber);
        bool isExtension = attributes.Has(method.GetCustomAttributes(), "System.Runtime.CompilerServices.ExtensionAttribute");
        return string.Join(", ", types.Select((type, i) => (isExtension && i == 0 ? "this " : "") + Write(parameters[i + 1], type)));
    }

    public string Write(ConstantHandle handle)
    {
        if (handle.IsNil) return "default";
        Constant constant = reader.GetConstant(handle);
        return reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode) switch
        {
            null => "default",
            string text => $"\"{Escape(text)}\"",
            bool truth => truth ? "true" : "false",
            char character => $"'{character}'",
            { } number => Convert.ToString(number, CultureInfo.InvariantCulture)!,
        };
    }

    private string Write(Parameter parameter, SignatureType type)
    {
        string prefix = type.IsByReference ? Direction(parameter) : "";
        if (IsMarked(parameter, "System.ParamArrayAttribute") || IsMarked(parameter, "System.Runtime.CompilerServices.ParamCollectionAttribute")) prefix += "params ";
        string value = parameter.Attributes.HasFlag(ParameterAttributes.Optional) ? " = " + Write(parameter.GetDefaultValue()) : "";
        return $"{prefix}{type.Text} {reader.GetString(parameter.Name)}{value}";
    }

    private string Direction(Parameter parameter)
    {
        if (IsMarked(parameter, "System.Runtime.CompilerServices.IsReadOnlyAttribute")) return "in ";
        return (parameter.Attributes & (ParameterAttributes.In | ParameterAttributes.Out)) == ParameterAttributes.Out ? "out " : "ref ";
    }

    private bool IsMarked(Parameter parameter, string attribute) => attributes.Has(parameter.GetCustomAttributes(), attribute);

    private static string Escape(string text) =>
        text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
}
