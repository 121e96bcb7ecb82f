using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>Decodes the types of signatures to the text that a listing has for them.</summary>
internal sealed class SignatureTypeProvider : ISignatureTypeProvider<SignatureType, SignatureScope>
{
    private const string InitMarker = "System.Runtime.CompilerServices.IsExternalInit";

    public SignatureType Decode(MetadataReader reader, EntityHandle handle, SignatureScope scope) => handle.Kind switch
    {
        HandleKind.TypeDefinition => GetTypeFromDefinition(reader, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeSpecification => GetTypeFromSpecification(reader, scope, (TypeSpecificationHandle)handle, 0),
        _ => throw new BadImageFormatException($"A {handle.Kind} is no type."),
    };

    public SignatureType GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        Named(TypeNames.Metadata(reader, handle));

    public SignatureType GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        Named(TypeNames.Metadata(reader, handle));

    public SignatureType GetTypeFromSpecification(MetadataReader reader, SignatureScope genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public SignatureType GetPrimitiveType(PrimitiveTypeCode typeCode) => Named("System." + typeCode);

    public SignatureType GetGenericInstantiation(SignatureType genericType, ImmutableArray<SignatureType> typeArguments) =>
        new(TypeNames.Spell(genericType.Text, [.. typeArguments.Select(a => a.Text)]));

    public SignatureType GetGenericTypeParameter(SignatureScope genericContext, int index) => new(genericContext.OfType[index]);

    public SignatureType GetGenericMethodParameter(SignatureScope genericContext, int index) => new(genericContext.OfMethod[index]);

    public SignatureType GetSZArrayType(SignatureType elementType) => new(elementType.Text + "[]");

    public SignatureType GetArrayType(SignatureType elementType, ArrayShape shape) => new($"{elementType.Text}[{new string(',', shape.Rank - 1)}]");

    public SignatureType GetByReferenceType(SignatureType elementType) => elementType with { IsByReference = true };

    public SignatureType GetPointerType(SignatureType elementType) => new(elementType.Text + "*");

    public SignatureType GetPinnedType(SignatureType elementType) => elementType;

    public SignatureType GetModifiedType(SignatureType modifier, SignatureType unmodifiedType, bool isRequired) =>
        modifier.Text == InitMarker ? unmodifiedType with { IsInitOnly = true } : unmodifiedType;

    public SignatureType GetFunctionPointerType(MethodSignature<SignatureType> signature) =>
        new($"delegate*<{string.Join(", ", signature.ParameterTypes.Append(signature.ReturnType).Select(t => t.Text))}>");

    // A generic type is decoded before its arguments are known: until then it keeps its metadata name.
    private static SignatureType Named(string metadataName) =>
        new(metadataName.Contains('`', StringComparison.Ordinal) ? metadataName : TypeNames.Spell(metadataName));
}
