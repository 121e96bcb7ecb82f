using System.Text.RegularExpressions;

namespace Embedded.Tables.Store;

/// <summary>What the service accepts; from "Understanding the Table service data model" of its REST reference.</summary>
internal static partial class TableLimits
{
    public const int TransactionMax = 100;
    public const int TransactionMaxBytes = 4 * 1024 * 1024;
    public const int PageMax = 1000;
    private const int KeyMaxChars = 512;
    private const int PropertiesMax = 252;
    private const int PropertyNameMaxChars = 255;
    private const int ValueMaxBytes = 64 * 1024;
    private const int EntityMaxBytes = 1024 * 1024;
    private static readonly DateTimeOffset EarliestTime = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void CheckTableName(string name)
    {
        if (!TableName().IsMatch(name) || name.Equals("tables", StringComparison.OrdinalIgnoreCase))
        {
            throw name.Length is < 3 or > 63
                ? TableFailure.Create(400, "OutOfRangeInput", "The specified resource name length is not within the permissible limits.")
                : TableFailure.Create(400, "InvalidResourceName", "The specifed resource name contains invalid characters.");
        }
    }

    /// <summary>Returns the entity's size in bytes.</summary>
    public static int CheckEntity(EntityWrite write)
    {
        CheckKey(write.PartitionKey, "PartitionKey");
        CheckKey(write.RowKey, "RowKey");
        return CheckProperties(write.PartitionKey, write.RowKey, write.Properties);
    }

    public static int CheckProperties(string partitionKey, string rowKey, KeyValuePair<string, object>[] properties)
    {
        if (properties.Length > PropertiesMax)
        {
            throw TableFailure.Create(400, "TooManyProperties", "The entity contains more properties than allowed.");
        }

        int size = 4 + ((partitionKey.Length + rowKey.Length) * 2);
        foreach ((string name, object value) in properties)
        {
            CheckProperty(name, value);
            size += 8 + (name.Length * 2) + EntityValue.Size(value);
        }

        return size <= EntityMaxBytes ? size : throw TableFailure.Create(400, "EntityTooLarge", "The entity is larger than the maximum size permitted.");
    }

    private static void CheckKey(string? key, string name)
    {
        if (key is null)
        {
            throw TableFailure.Create(400, "PropertiesNeedValue", $"The values are not specified for all properties in the entity: {name}.");
        }

        if (key.Length > KeyMaxChars)
        {
            throw TableFailure.Create(400, "KeyValueTooLarge", $"The size of the {name} is larger than the maximum size permitted.");
        }

        if (key.AsSpan().IndexOfAny("/\\#?") >= 0 || key.Any(char.IsControl))
        {
            throw TableFailure.Create(400, "OutOfRangeInput", $"The '{name}' parameter of value '{key}' is out of range.");
        }
    }

    private static void CheckProperty(string name, object value)
    {
        if (name.Length > PropertyNameMaxChars)
        {
            throw TableFailure.Create(400, "PropertyNameTooLong", "The property name exceeds the maximum allowed length.");
        }

        if (!PropertyName().IsMatch(name))
        {
            throw TableFailure.Create(400, "PropertyNameInvalid", $"The property name '{name}' is invalid.");
        }

        if ((value is string text && text.Length * 2 > ValueMaxBytes) || (value is byte[] bytes && bytes.Length > ValueMaxBytes))
        {
            throw TableFailure.Create(400, "PropertyValueTooLarge", "The property value exceeds the maximum allowed size (64KB).");
        }

        if (value is DateTimeOffset time && time < EarliestTime)
        {
            throw TableFailure.Create(400, "OutOfRangeInput", $"The property '{name}' is before the earliest time that a table holds, 1601-01-01.");
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,62}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex TableName();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}\p{Mn}\p{Mc}\p{Pc}]*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PropertyName();
}
