using System.Text.Json;
using System.Text.Json.Nodes;

namespace Embedded.ResourceManager.Providers.Shapes;

/// <summary>A number between two bounds, whole unless fractions are allowed.</summary>
internal sealed class NumberShape(decimal min, decimal max, bool allowsFraction = false) : Shape
{
    public override string Name => allowsFraction ? "number" : "integer";

    public override JsonNode? Normalize(JsonNode value, string path, ShapeReport report)
    {
        if (value.GetValueKind() != JsonValueKind.Number || !decimal.TryParse(
                value.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out decimal number))
        {
            report.Add("InvalidRequestContent", path, $"The request content was invalid: a {Name} is expected at path '{path}'.");
            return null;
        }

        if (!allowsFraction && number != decimal.Truncate(number))
            report.Add("InvalidRequestContent", path, $"The request content was invalid: an integer is expected at path '{path}'.");
        else if (number < min || number > max)
            report.Add("BadRequest", path, $"The value of '{path}' must be between {min} and {max}.");
        return value.DeepClone();
    }
}
