using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Embedded.ResourceManager.Providers.Shapes;

/// <summary>A string, bounded in length, optionally of a form.</summary>
internal sealed class TextShape(int lengthMax = 32_768, int lengthMin = 0, Regex? form = null, string formName = "string") : Shape
{
    public override string Name => formName;

    public override JsonNode? Normalize(JsonNode value, string path, ShapeReport report)
    {
        if (value.GetValueKind() != JsonValueKind.String)
        {
            report.Add("InvalidRequestContent", path, $"The request content was invalid: a {Name} is expected at path '{path}'.");
            return null;
        }

        string text = value.GetValue<string>();
        if (text.Length < lengthMin || text.Length > lengthMax)
            report.Add("BadRequest", path, $"The value of '{path}' must have {lengthMin} to {lengthMax} characters; it has {text.Length}.");
        else if (form is not null && !form.IsMatch(text))
            report.Add("BadRequest", path, $"The value of '{path}' is not a valid {Name}.");
        return text;
    }
}
