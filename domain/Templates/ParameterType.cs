using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Templates;

/// <summary>The type of a template's parameter, in JSON's terms.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ParameterType>))]
public enum ParameterType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>Any number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A list.</summary>
    Array,

    /// <summary>Names and values.</summary>
    Object,
}
