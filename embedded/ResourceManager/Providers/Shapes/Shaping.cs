using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Embedded.ResourceManager.Providers.Shapes;

/// <summary>The words in which a provider's table of types is written.</summary>
internal static partial class Shaping
{
    public static Shape Text { get; } = new TextShape();

    public static Shape Flag { get; } = new FlagShape();

    public static Shape Anything { get; } = new AnyShape();

    public static Shape GuidText { get; } = new TextShape(form: GuidForm(), formName: "GUID");

    public static Shape Cidr { get; } = new TextShape(form: CidrForm(), formName: "address prefix in CIDR notation");

    public static Shape Duration { get; } = new TextShape(form: DurationForm(), formName: "ISO 8601 duration");

    public static Shape Address { get; } = new TextShape(lengthMax: 2_048, form: AddressForm(), formName: "absolute http(s) URI");

    /// <summary>The state that a provider reports; read-only everywhere.</summary>
    public static PropertyRule ReportedState { get; } = ReadOnly("provisioningState");

    /// <summary>The access switch that most data services share.</summary>
    public static PropertyRule PublicNetworkAccess { get; } = Optional("publicNetworkAccess", OneOf("Enabled", "Disabled"));

    public static Shape EnabledOrDisabled { get; } = OneOf("Enabled", "Disabled");

    public static Shape TextOf(int lengthMin, int lengthMax) => new TextShape(lengthMax, lengthMin);

    public static Shape Whole(long min, long max) => new NumberShape(min, max);

    public static Shape Number(decimal min, decimal max) => new NumberShape(min, max, allowsFraction: true);

    public static Shape OneOf(params string[] choices) => new ChoiceShape(choices);

    public static Shape ListOf(Shape item, int countMin = 0) => new ListShape(item, countMin);

    public static Shape MapOf(Shape item) => new MapShape(item);

    public static Shape IdOf(params string[] types) => new ReferenceShape(mustExist: true, types);

    /// <summary>An id that is not followed: the resource may live elsewhere.</summary>
    public static Shape LooseIdOf(params string[] types) => new ReferenceShape(mustExist: false, types);

    public static ObjectShape Obj(params PropertyRule[] rules) => new(rules);

    public static PropertyRule Required(string name, Shape shape) => new(name, shape) { IsRequired = true };

    public static PropertyRule Optional(string name, Shape shape) => new(name, shape);

    public static PropertyRule ReadOnly(string name) => new(name, Anything) { IsReadOnly = true };

    /// <summary>A value that the provider makes once, when the resource is created.</summary>
    public static PropertyRule Generated(string name, Func<GenerationContext, JsonNode?> generate)
        => new(name, Anything) { IsReadOnly = true, Generate = generate };

    /// <summary>Optional members of one shape.</summary>
    public static IEnumerable<PropertyRule> Several(Shape shape, params string[] names) => names.Select(name => Optional(name, shape));

    /// <summary>An object that holds nothing but another resource's id.</summary>
    public static Shape SubResource(params string[] types) => Obj(Required("id", IdOf(types)));

    [GeneratedRegex("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex GuidForm();

    [GeneratedRegex(@"^((25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(25[0-5]|2[0-4]\d|1?\d?\d)/(3[0-2]|[12]?\d)$", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex CidrForm();

    [GeneratedRegex(@"^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"^https?://[^\s/]+\S*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AddressForm();
}
