using System.Reflection.Metadata;

namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>The names of the type parameters that a signature can mean.</summary>
internal sealed record SignatureScope(IReadOnlyList<string> OfType, IReadOnlyList<string> OfMethod)
{
    public static SignatureScope For(MetadataReader reader, TypeDefinition type) => new(Names(reader, type.GetGenericParameters()), []);

    public SignatureScope With(MetadataReader reader, MethodDefinition method) => this with { OfMethod = Names(reader, method.GetGenericParameters()) };

    private static List<string> Names(MetadataReader reader, GenericParameterHandleCollection parameters) =>
        [.. parameters.Select(p => reader.GetString(reader.GetGenericParameter(p).Name))];
}
