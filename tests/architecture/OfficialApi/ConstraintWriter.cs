using System.Reflection;
using System.Reflection.Metadata;

namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>Writes what type parameters ask of their arguments.</summary>
internal sealed class ConstraintWriter(MetadataReader reader, SignatureTypeProvider types)
{
    // As many of the first parameters as are inherited belong to the outer type, which states them itself.
    public string Write(GenericParameterHandleCollection parameters, SignatureScope scope, int inherited = 0) =>
        string.Concat(parameters.Select(reader.GetGenericParameter).Where(p => p.Index >= inherited).Select(p => Write(p, scope)));

    private string Write(GenericParameter parameter, SignatureScope scope)
    {
        List<string> asked = [.. Asked(parameter, scope)];
        string constraint = asked.Count == 0 ? "" : $" where {reader.GetString(parameter.Name)} : {string.Join(", ", asked)}";
        return (parameter.Attributes & GenericParameterAttributes.VarianceMask) switch
        {
            GenericParameterAttributes.Covariant => constraint + " out " + reader.GetString(parameter.Name),
            GenericParameterAttributes.Contravariant => constraint + " in " + reader.GetString(parameter.Name),
            _ => constraint,
        };
    }

    private IEnumerable<string> Asked(GenericParameter parameter, SignatureScope scope)
    {
        bool isStruct = parameter.Attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (parameter.Attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) yield return "class";
        if (isStruct) yield return "struct";
        foreach (GenericParameterConstraintHandle handle in parameter.GetConstraints())
        {
            string type = types.Decode(reader, reader.GetGenericParameterConstraint(handle).Type, scope).Text;
            if (!isStruct || type != "System.ValueType") yield return type;
        }

        // metadata has it for every struct, C# has not
        if (!isStruct && parameter.Attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint)) yield return "new()";
        if (parameter.Attributes.HasFlag(GenericParameterAttributes.AllowByRefLike)) yield return "allows ref struct";
    }
}
