using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PlatformDeployer.Domain.Templates;

namespace PlatformDeployer.Domain.Tests.Templates;

/// <summary>Whatever a file holds, loading and compiling it ends with a template or with errors that say where they are.</summary>
public sealed class TemplateFuzzTests
{
    private static readonly string[] Pieces =
    [
        "${", "}", "$${", "${platform.settings}", "${outputs.site.x[0]}", "${ids.package}", "&a ", "*a", "[", "]", "{", "}", ": ", "- ", "\n", "\n  ", "\t", "#", "'", "\"",
        "|\n", ">-\n", "!!map ", "%YAML 1.2\n", "---\n", "...\n", "? ", "null", "~", "-", "1e999", "99999999999999999999", "\u0000", "\uFEFF", "\uD83D\uDE00", "\uD800",
        "dependsOn: [site]\n", "scope: site\n", "condition: ${parameters.x}\n", "role: roleAssignment\n", "extends: tiny@1.0.0\n",
    ];

    /// <summary>How many inputs each test makes; a long run asks for more by the environment variable FUZZ_INPUTS.</summary>
    private static readonly int InputsMax = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_INPUTS"), CultureInfo.InvariantCulture, out int inputs) ? inputs : 1500;

    private static readonly string[] Sources = [Sample.Minimal, .. Directory.GetFiles(Sample.TemplatesFolder, "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    [Fact]
    public void Load_MutatedTemplate_LoadsOrSaysWhatIsWrong() =>
        Prop.ForAll(Mutations().ToArbitrary(), text => IsTemplateOrErrors(text)).Check(Config.QuickThrowOnFailure.WithMaxTest(InputsMax));

    [Fact]
    public void Load_RandomText_LoadsOrSaysWhatIsWrong()
    {
        Gen<string> texts = Gen.Elements(Pieces).ListOf().Select(string.Concat);
        Prop.ForAll(texts.ToArbitrary(), text => IsTemplateOrErrors(text)).Check(Config.QuickThrowOnFailure.WithMaxTest(InputsMax));
    }

    private static Gen<string> Mutations() =>
        from source in Gen.Elements(Sources)
        from edits in Gen.Choose(0, 1_000_000).Three().ArrayOf(3)
        select edits.Aggregate(source, (text, edit) => Mutate(text, edit.Item1, edit.Item2, edit.Item3));

    private static string Mutate(string text, int where, int what, int kind)
    {
        int at = where % (text.Length + 1);
        int length = int.Min(what % 40, text.Length - at);
        StringBuilder mutated = new(text);
        switch (kind % 3)
        {
            case 0:
                mutated.Remove(at, length);
                break;
            case 1:
                mutated.Insert(at, Pieces[what % Pieces.Length]);
                break;
            default:
                mutated.Insert(where * 7L % (text.Length + 1) is long other ? (int)other : 0, text.Substring(at, length));
                break;
        }

        return mutated.ToString();
    }

    private static bool IsTemplateOrErrors(string text)
    {
        try
        {
            PlatformTemplate template = TemplateLibrary.Load([("fuzz.yaml", text)]).Templates[0];
            PlatformInputs inputs = Sample.Inputs(template);
            bool needsParameters = inputs.Configuration is null;
            return needsParameters || TemplateCompiler.Compile(template, inputs).Nodes.Count > 0;
        }
        catch (TemplateException refused)
        {
            return refused.Errors.Count > 0 && refused.Errors.All(error => error is { File: "fuzz.yaml", Line: > 0, Column: > 0, Message.Length: > 0 });
        }
    }
}
