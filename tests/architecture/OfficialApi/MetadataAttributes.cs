using System.Globalization;
using System.Reflection.Metadata;

namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>Asks metadata for the attributes that are part of a signature.</summary>
internal sealed class MetadataAttributes(MetadataReader reader)
{
    public bool Has(CustomAttributeHandleCollection attributes, string fullName) => attributes.Any(a => NameOf(reader.GetCustomAttribute(a)) == fullName);

    /// <summary>What an attribute type may be put on, as a listing writes it; empty for other types.</summary>
    public string Usage(TypeDefinition type)
    {
        foreach (CustomAttribute attribute in type.GetCustomAttributes().Select(reader.GetCustomAttribute))
        {
            if (NameOf(attribute) != typeof(AttributeUsageAttribute).FullName) continue;
            CustomAttributeValue<string> value = attribute.DecodeValue(AttributeValueTypes.Instance);
            var targets = (AttributeTargets)Convert.ToInt32(value.FixedArguments[0].Value, CultureInfo.InvariantCulture);
            IEnumerable<string> named = value.NamedArguments.OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => $", {a.Name}={a.Value}");
            return $" [AttributeUsage({Spell(targets)}{string.Concat(named)})]";
        }

        return "";
    }

    private static string Spell(AttributeTargets targets) => targets == AttributeTargets.All
        ? nameof(AttributeTargets.All)
        : string.Join('|', Enum.GetValues<AttributeTargets>().Where(t => t != AttributeTargets.All && targets.HasFlag(t)));

    private string NameOf(CustomAttribute attribute)
    {
        EntityHandle type = attribute.Constructor.Kind == HandleKind.MemberReference
            ? reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent
            : reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType();
        return type.Kind switch
        {
            HandleKind.TypeReference => TypeNames.Metadata(reader, (TypeReferenceHandle)type),
            HandleKind.TypeDefinition => TypeNames.Metadata(reader, (TypeDefinitionHandle)type),
            _ => "",
        };
    }

    /// <summary>What the values in an attribute are of. The one enum read here, AttributeTargets, is an int.</summary>
    private sealed class AttributeValueTypes : ICustomAttributeTypeProvider<string>
    {
        public static AttributeValueTypes Instance { get; } = new();

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetSystemType() => "System.Type";

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => TypeNames.Metadata(reader, handle);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => TypeNames.Metadata(reader, handle);

        public string GetTypeFromSerializedName(string name) => name;

        public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

        public bool IsSystemType(string type) => type == "System.Type";
    }
}
