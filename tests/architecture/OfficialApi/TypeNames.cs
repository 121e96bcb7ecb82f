using System.Globalization;
using System.Reflection.Metadata;
using System.Text;

namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>Spells types as C# does, with their full names. Metadata names mark arity by a back tick; here a plus sign parts nested types.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = "bool",
        ["System.Byte"] = "byte",
        ["System.Char"] = "char",
        ["System.Decimal"] = "decimal",
        ["System.Double"] = "double",
        ["System.Int16"] = "short",
        ["System.Int32"] = "int",
        ["System.Int64"] = "long",
        ["System.Object"] = "object",
        ["System.SByte"] = "sbyte",
        ["System.Single"] = "float",
        ["System.String"] = "string",
        ["System.UInt16"] = "ushort",
        ["System.UInt32"] = "uint",
        ["System.UInt64"] = "ulong",
        ["System.Void"] = "void",
    };

    public static string Metadata(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = reader.GetString(type.Name);
        TypeDefinitionHandle outer = type.GetDeclaringType();
        return outer.IsNil ? Qualify(reader.GetString(type.Namespace), name) : $"{Metadata(reader, outer)}+{name}";
    }

    public static string Metadata(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference && !type.ResolutionScope.IsNil
            ? $"{Metadata(reader, (TypeReferenceHandle)type.ResolutionScope)}+{name}"
            : Qualify(reader.GetString(type.Namespace), name);
    }

    public static string Spell(string metadataName) => Keywords.GetValueOrDefault(metadataName) ?? Spell(metadataName, []);

    public static string Spell(string metadataName, IReadOnlyList<string> arguments)
    {
        if (metadataName == "System.Nullable`1" && arguments.Count == 1) return arguments[0] + "?";
        var text = new StringBuilder();
        int used = 0;
        foreach (string part in metadataName.Split('+'))
        {
            if (text.Length > 0) text.Append('.');
            string[] nameAndArity = part.Split('`');
            text.Append(nameAndArity[0]);
            int arity = nameAndArity.Length > 1 ? int.Parse(nameAndArity[1], CultureInfo.InvariantCulture) : 0;
            if (arity == 0 || used + arity > arguments.Count) continue;
            text.Append('<').AppendJoin(", ", arguments.Skip(used).Take(arity)).Append('>');
            used += arity;
        }

        return text.ToString();
    }

    private static string Qualify(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
}
