using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.Arrows;

/// <summary>What a compiled assembly uses of others, whatever its project file says.</summary>
internal static class AssemblyReferences
{
    private static readonly HashSet<string> BaseClassLibrary = Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
        .Select(f => Path.GetFileNameWithoutExtension(f)!).ToHashSet(StringComparer.Ordinal);

    /// <summary>The assemblies that it uses and that are no part of the .NET runtime.</summary>
    public static IReadOnlyList<string> BeyondTheRuntime(ProjectFile project) =>
        Read(project, reader => reader.AssemblyReferences.Select(h => reader.GetString(reader.GetAssemblyReference(h).Name)).Where(n => !BaseClassLibrary.Contains(n)));

    /// <summary>The namespaces of the types that it uses.</summary>
    public static IReadOnlyList<string> Namespaces(ProjectFile project) =>
        Read(project, reader => reader.TypeReferences.Select(h => reader.GetString(reader.GetTypeReference(h).Namespace)).Distinct(StringComparer.Ordinal));

    private static List<string> Read(ProjectFile project, Func<MetadataReader, IEnumerable<string>> read)
    {
        using FileStream file = File.OpenRead(House.AssemblyPath(project));
        using var image = new PEReader(file);
        return [.. read(image.GetMetadataReader())];
    }
}
