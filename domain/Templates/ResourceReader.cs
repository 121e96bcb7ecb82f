using System.Text.RegularExpressions;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Templates;

/// <summary>Reads the declaration of a resource.</summary>
internal static partial class ResourceReader
{
    private static readonly string[] Stages = ["provision", "deploy"];
    private static readonly string[] Roles = ["resource", "site", "package", "identity", "roleAssignment"];

    public static TemplateResource? Read(TemplateNode node, List<TemplateError> errors)
    {
        MappingReader? reader = MappingReader.Open(node, "a resource", errors);
        if (reader is null)
        {
            return null;
        }

        ScalarNode? key = Formed(reader, "key", KeyForm(), "storage or cache/redis");
        ScalarNode? type = Formed(reader, "type", TypeForm(), "Microsoft.Storage/storageAccounts");
        ScalarNode? apiVersion = Formed(reader, "apiVersion", ApiVersionForm(), "2023-01-01");
        string? stage = reader.OptionalWord("stage", Stages);
        string? role = reader.OptionalWord("role", Roles);
        TemplateNode? name = reader.OptionalText("name");
        TemplateNode? scope = reader.OptionalText("scope");
        TemplateNode? location = reader.OptionalText("location");
        TemplateNode? condition = reader.Optional("condition");
        IReadOnlyList<ScalarNode> dependsOn = reader.OptionalTexts("dependsOn") ?? [];
        IReadOnlyList<ScalarNode> boundTo = reader.OptionalTexts("boundTo") ?? [];
        List<MappingEntry> body = ReadBody(reader);
        reader.Finish();
        if (key is null || type is null || apiVersion is null)
        {
            return null;
        }

        ResourceTypeTraits traits = ResourceTypes.TraitsOf(type.Text);
        return new TemplateResource(
            key.Text,
            type.Text,
            apiVersion.Text,
            stage is null ? traits.Stage : Enum.Parse<ResourceStage>(stage, ignoreCase: true),
            role is null ? traits.Role : Enum.Parse<ResourceRole>(role, ignoreCase: true))
        {
            Position = key.Position,
            StageIsExplicit = stage is not null,
            Name = name,
            Scope = scope,
            Location = location,
            Condition = condition,
            DependsOn = dependsOn,
            BoundTo = boundTo,
            Body = body,
        };
    }

    private static List<MappingEntry> ReadBody(MappingReader reader)
    {
        IReadOnlyList<ScalarNode> boundTo = reader.OptionalTexts("boundTo") ?? [];
        List<MappingEntry> body = [];
        Add("kind", reader.OptionalText("kind"));
        Add("sku", reader.OptionalMapping("sku"));
        Add("identity", reader.OptionalMapping("identity"));
        Add("zones", reader.Optional("zones"));
        Add("properties", reader.OptionalMapping("properties"));
        return body;

        void Add(string member, TemplateNode? value)
        {
            if (value is not null)
            {
                body.Add(new MappingEntry(member, value.Position, value));
            }
        }
    }

    private static ScalarNode? Formed(MappingReader reader, string member, Regex form, string example)
    {
        ScalarNode? value = reader.RequiredText(member);
        if (value is null || form.IsMatch(value.Text))
        {
            return value;
        }

        reader.Error(value.Position, $"'{member}' must read like {example}; '{value.Text}' does not.");
        return null;
    }

    [GeneratedRegex(@"\A[a-z][A-Za-z0-9-]{0,39}(/[a-z][A-Za-z0-9-]{0,39})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyForm();

    [GeneratedRegex(@"\A[A-Z][A-Za-z0-9]*(\.[A-Za-z0-9]+)+(/[A-Za-z][A-Za-z0-9]*){1,8}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeForm();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}(-preview)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ApiVersionForm();
}
