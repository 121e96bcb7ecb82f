using System.Reflection;
using System.Reflection.Metadata;

namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>Writes the visible members of one type as a listing does.</summary>
internal sealed class MemberWriter
{
    private readonly MetadataReader _reader;
    private readonly TypeDefinition _type;
    private readonly string _typeName;
    private readonly SignatureScope _scope;
    private readonly SignatureTypeProvider _types = new();
    private readonly MetadataAttributes _attributes;
    private readonly ParameterWriter _parameters;
    private readonly bool _isInterface;

    public MemberWriter(MetadataReader reader, TypeDefinition type, string typeName)
    {
        _reader = reader;
        _type = type;
        _typeName = typeName;
        _scope = SignatureScope.For(reader, type);
        _attributes = new MetadataAttributes(reader);
        _parameters = new ParameterWriter(reader, _attributes);
        _isInterface = type.Attributes.HasFlag(TypeAttributes.Interface);
    }

    public IEnumerable<string> Write(bool isEnum)
    {
        HashSet<MethodDefinitionHandle> accessors = [.. Accessors()];
        IEnumerable<string?> lines =
        [
            .. _type.GetMethods().Where(m => !accessors.Contains(m)).Select(m => Method(_reader.GetMethodDefinition(m))),
            .. _type.GetProperties().Select(p => Property(_reader.GetPropertyDefinition(p))),
            .. _type.GetEvents().Select(e => Event(_reader.GetEventDefinition(e))),
            .. _type.GetFields().Select(f => Field(_reader.GetFieldDefinition(f), isEnum)),
        ];
        return lines.OfType<string>();
    }

    /// <summary>The parameters and the result of a delegate's Invoke.</summary>
    public string WriteInvoke()
    {
        MethodDefinition invoke = _type.GetMethods().Select(_reader.GetMethodDefinition).Single(m => _reader.StringComparer.Equals(m.Name, "Invoke"));
        MethodSignature<SignatureType> signature = invoke.DecodeSignature(_types, _scope);
        return $"({_parameters.Write(invoke, signature.ParameterTypes)}) -> {Result(signature.ReturnType)}";
    }

    private IEnumerable<MethodDefinitionHandle> Accessors()
    {
        IEnumerable<PropertyAccessors> properties = _type.GetProperties().Select(p => _reader.GetPropertyDefinition(p).GetAccessors());
        IEnumerable<EventAccessors> events = _type.GetEvents().Select(e => _reader.GetEventDefinition(e).GetAccessors());
        return [.. properties.SelectMany(p => new[] { p.Getter, p.Setter }), .. events.SelectMany(e => new[] { e.Adder, e.Remover })];
    }

    private string? Method(MethodDefinition method)
    {
        string name = _reader.GetString(method.Name);
        if (!Visibility.IsVisible(method.Attributes) || IsCompilersOwn(name) || name is ".cctor" or "Finalize") return null;
        SignatureScope scope = _scope.With(_reader, method);
        MethodSignature<SignatureType> signature = method.DecodeSignature(_types, scope);
        string parameters = _parameters.Write(method, signature.ParameterTypes);
        string modifiers = MemberModifiers.Write(method.Attributes, _isInterface, Visibility.IsProtected(method.Attributes));
        if (name == ".ctor") return $"C:{_typeName}({parameters}){modifiers}";
        string generics = scope.OfMethod.Count == 0 ? "" : $"<{string.Join(", ", scope.OfMethod)}>";
        string constraints = new ConstraintWriter(_reader, _types).Write(method.GetGenericParameters(), scope);
        return $"M:{_typeName}.{name}{generics}({parameters}) -> {Result(signature.ReturnType)}{modifiers}{constraints}";
    }

    private string? Property(PropertyDefinition property)
    {
        string name = _reader.GetString(property.Name);
        MethodDefinition? getter = Visible(property.GetAccessors().Getter);
        MethodDefinition? setter = Visible(property.GetAccessors().Setter);
        if ((getter ?? setter) is not { } main || IsCompilersOwn(name)) return null;

        bool isProtected = !(getter is { } g && Visibility.IsPublic(g.Attributes)) && !(setter is { } s && Visibility.IsPublic(s.Attributes));
        string accessors = Accessor(getter, "get", isProtected) + Accessor(setter, IsInit(setter) ? "init" : "set", isProtected);
        bool isRequired = _attributes.Has(property.GetCustomAttributes(), "System.Runtime.CompilerServices.RequiredMemberAttribute");
        string modifiers = MemberModifiers.Write(main.Attributes, _isInterface, isProtected, isRequired);
        MethodSignature<SignatureType> signature = property.DecodeSignature(_types, _scope);
        string shown = signature.ParameterTypes.IsEmpty ? name : $"this[{_parameters.Write(main, signature.ParameterTypes)}]";
        return $"P:{_typeName}.{shown} {{{accessors}}} -> {Result(signature.ReturnType)}{modifiers}";
    }

    private string? Event(EventDefinition definition)
    {
        string name = _reader.GetString(definition.Name);
        if (Visible(definition.GetAccessors().Adder) is not { } adder || IsCompilersOwn(name)) return null;
        string modifiers = MemberModifiers.Write(adder.Attributes, _isInterface, Visibility.IsProtected(adder.Attributes));
        return $"E:{_typeName}.{name} -> {_types.Decode(_reader, definition.Type, _scope).Text}{modifiers}";
    }

    private string? Field(FieldDefinition field, bool isEnum)
    {
        string name = _reader.GetString(field.Name);
        if (!Visibility.IsVisible(field.Attributes) || IsCompilersOwn(name) || field.Attributes.HasFlag(FieldAttributes.SpecialName)) return null;
        bool isConstant = field.Attributes.HasFlag(FieldAttributes.Literal);
        string value = isConstant ? " = " + _parameters.Write(field.GetDefaultValue()) : "";
        if (isEnum) return $"F:{_typeName}.{name}{value}";

        List<string> modifiers = [];
        if ((field.Attributes & FieldAttributes.FieldAccessMask) != FieldAttributes.Public) modifiers.Add("protected");
        if (isConstant) modifiers.Add("const");
        else if (field.Attributes.HasFlag(FieldAttributes.Static)) modifiers.Add("static");
        if (field.Attributes.HasFlag(FieldAttributes.InitOnly)) modifiers.Add("readonly");
        if (_attributes.Has(field.GetCustomAttributes(), "System.Runtime.CompilerServices.RequiredMemberAttribute")) modifiers.Add("required");
        return $"F:{_typeName}.{name}{value} -> {field.DecodeSignature(_types, _scope).Text}{MemberModifiers.Bracket(modifiers)}";
    }

    private MethodDefinition? Visible(MethodDefinitionHandle accessor) =>
        !accessor.IsNil && _reader.GetMethodDefinition(accessor) is var method && Visibility.IsVisible(method.Attributes) ? method : null;

    private bool IsInit(MethodDefinition? setter) => setter is { } s && s.DecodeSignature(_types, _scope).ReturnType.IsInitOnly;

    private static string Accessor(MethodDefinition? accessor, string word, bool isPropertyProtected)
    {
        if (accessor is not { } method) return "";
        return !isPropertyProtected && Visibility.IsProtected(method.Attributes) ? $"protected {word};" : $"{word};";
    }

    private static string Result(SignatureType type) => type.IsByReference ? "ref " + type.Text : type.Text;

    // What the compiler makes for itself, and explicit implementations of interfaces.
    private static bool IsCompilersOwn(string name) => name.Contains('<', StringComparison.Ordinal) || (name[0] != '.' && name.Contains('.', StringComparison.Ordinal));
}
