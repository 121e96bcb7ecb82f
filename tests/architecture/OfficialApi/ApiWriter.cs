using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>
/// Writes every public and protected member of an assembly in the form of the listings. It reads metadata only, so that it needs none of what the
/// assembly references. Members that every object has anyway, when they are overridden, are left out.
/// </summary>
internal sealed class ApiWriter
{
    private static readonly HashSet<string> ObjectMembers = new(StringComparer.Ordinal) { ".ToString() -> string", ".GetHashCode() -> int", ".Equals(object " };

    private readonly MetadataReader _reader;
    private readonly SignatureTypeProvider _types = new();
    private readonly MetadataAttributes _attributes;

    private ApiWriter(MetadataReader reader)
    {
        _reader = reader;
        _attributes = new MetadataAttributes(reader);
    }

    public static IReadOnlyList<string> Write(string assemblyPath)
    {
        using FileStream file = File.OpenRead(assemblyPath);
        using var image = new PEReader(file);
        var writer = new ApiWriter(image.GetMetadataReader());
        return [.. writer._reader.TypeDefinitions.Where(writer.IsVisible).SelectMany(writer.Type).Where(line => !IsObjectMember(line))];
    }

    private static bool IsObjectMember(string line) =>
        line.StartsWith("M:", StringComparison.Ordinal)
        && line.EndsWith("override]", StringComparison.Ordinal)
        && ObjectMembers.Any(m => line.Contains(m, StringComparison.Ordinal));

    private bool IsVisible(TypeDefinitionHandle handle) =>
        Visibility.IsVisible(_reader, handle) && !TypeNames.Metadata(_reader, handle).Contains('<', StringComparison.Ordinal);

    private IEnumerable<string> Type(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        SignatureScope scope = SignatureScope.For(_reader, type);
        string name = TypeNames.Spell(TypeNames.Metadata(_reader, handle), scope.OfType);
        string baseType = type.BaseType.IsNil ? "" : _types.Decode(_reader, type.BaseType, scope).Text;
        TypeKind kind = KindOf(type, baseType);
        var members = new MemberWriter(_reader, type, name);

        string signature = kind == TypeKind.Delegate ? members.WriteInvoke() : "";
        List<string> bases = [.. Bases(type, kind, baseType, scope)];
        string shownBases = bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
        string modifiers = MemberModifiers.Bracket([.. Modifiers(type, kind)]);
        string constraints = new ConstraintWriter(_reader, _types).Write(type.GetGenericParameters(), scope, InheritedParameters(type));
        string head = $"T:{name}{signature}{shownBases}{modifiers}{constraints}{_attributes.Usage(type)}";
        return kind == TypeKind.Delegate ? [head] : [head, .. members.Write(kind == TypeKind.Enum)];
    }

    private static TypeKind KindOf(TypeDefinition type, string baseType) => baseType switch
    {
        _ when type.Attributes.HasFlag(TypeAttributes.Interface) => TypeKind.Interface,
        "System.Enum" => TypeKind.Enum,
        "System.ValueType" => TypeKind.Struct,
        "System.MulticastDelegate" => TypeKind.Delegate,
        _ => TypeKind.Class,
    };

    private IEnumerable<string> Bases(TypeDefinition type, TypeKind kind, string baseType, SignatureScope scope)
    {
        if (kind == TypeKind.Delegate) return [];
        if (kind == TypeKind.Enum)
        {
            FieldDefinition value = type.GetFields().Select(_reader.GetFieldDefinition).Single(f => !f.Attributes.HasFlag(FieldAttributes.Static));
            return [value.DecodeSignature(_types, scope).Text];
        }

        IEnumerable<string> interfaces = type.GetInterfaceImplementations().Select(i => _reader.GetInterfaceImplementation(i).Interface)
            .Where(i => i.Kind != HandleKind.TypeDefinition || Visibility.IsVisible(_reader, (TypeDefinitionHandle)i))
            .Select(i => _types.Decode(_reader, i, scope).Text)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return kind == TypeKind.Class && baseType != "object" ? interfaces.Prepend(baseType) : interfaces;
    }

    private IEnumerable<string> Modifiers(TypeDefinition type, TypeKind kind)
    {
        if ((type.Attributes & TypeAttributes.VisibilityMask) is TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem) yield return "protected";
        bool isAbstract = type.Attributes.HasFlag(TypeAttributes.Abstract);
        bool isSealed = type.Attributes.HasFlag(TypeAttributes.Sealed);
        if (kind == TypeKind.Class && (isAbstract || isSealed)) yield return isAbstract && isSealed ? "static" : isAbstract ? "abstract" : "sealed";
        if (kind == TypeKind.Struct && IsMarked(type, "System.Runtime.CompilerServices.IsReadOnlyAttribute")) yield return "readonly";
        if (kind == TypeKind.Struct && IsMarked(type, "System.Runtime.CompilerServices.IsByRefLikeAttribute")) yield return "ref";
        if (IsRecord(type, kind)) yield return "record";
        yield return kind.ToString().ToLowerInvariant();
        if (kind == TypeKind.Enum && IsMarked(type, typeof(FlagsAttribute).FullName!)) yield return "flags";
    }

    private bool IsMarked(TypeDefinition type, string attribute) => _attributes.Has(type.GetCustomAttributes(), attribute);

    // The compiler leaves no mark on records but the methods that it makes for them.
    private bool IsRecord(TypeDefinition type, TypeKind kind)
    {
        string telling = kind == TypeKind.Struct ? "PrintMembers" : "<Clone>$";
        return kind is TypeKind.Struct or TypeKind.Class && type.GetMethods().Any(m => _reader.StringComparer.Equals(_reader.GetMethodDefinition(m).Name, telling));
    }

    private int InheritedParameters(TypeDefinition type) =>
        type.GetDeclaringType() is { IsNil: false } outer ? _reader.GetTypeDefinition(outer).GetGenericParameters().Count : 0;

    private enum TypeKind
    {
        Class,
        Struct,
        Interface,
        Enum,
        Delegate,
    }
}
