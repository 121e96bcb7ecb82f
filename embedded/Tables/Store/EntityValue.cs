namespace Embedded.Tables.Store;

/// <summary>The value types of the service: string, bool, int, long, double, UTC time, GUID and bytes.</summary>
internal static class EntityValue
{
    private enum Kind : byte
    {
        Text = 1,
        Boolean,
        Int32,
        Int64,
        Double,
        Time,
        Guid,
        Binary,
    }

    /// <summary>The stored form of what an app gives; null for a type that the service does not have.</summary>
    public static object? Normalize(object value) => value switch
    {
        string or bool or int or long or double or Guid => value,
        byte[] bytes => bytes.Clone(),
        BinaryData data => data.ToArray(),
        DateTimeOffset time => time.ToUniversalTime(),
        DateTime time => new DateTimeOffset(time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        Enum member => member.ToString(),
        float number => (double)number,
        byte or sbyte or short or ushort => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture),
        uint number => (long)number,
        ulong number => checked((long)number),
        _ => null,
    };

    /// <summary>In bytes, as the service counts it.</summary>
    public static int Size(object value) => value switch
    {
        string text => (text.Length * 2) + 4,
        bool => 1,
        int => 4,
        Guid => 16,
        byte[] bytes => bytes.Length + 4,
        _ => 8,
    };

    public static void Write(BinaryWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.Write((byte)Kind.Text);
                writer.Write(text);
                break;
            case bool flag:
                writer.Write((byte)Kind.Boolean);
                writer.Write(flag);
                break;
            case int number:
                writer.Write((byte)Kind.Int32);
                writer.Write(number);
                break;
            case long number:
                writer.Write((byte)Kind.Int64);
                writer.Write(number);
                break;
            case double number:
                writer.Write((byte)Kind.Double);
                writer.Write(number);
                break;
            case DateTimeOffset time:
                writer.Write((byte)Kind.Time);
                writer.Write(time.UtcTicks);
                break;
            case Guid guid:
                writer.Write((byte)Kind.Guid);
                writer.Write(guid.ToByteArray());
                break;
            case byte[] bytes:
                writer.Write((byte)Kind.Binary);
                writer.Write7BitEncodedInt(bytes.Length);
                writer.Write(bytes);
                break;
            default:
                throw new ArgumentException($"A table holds no {value.GetType()}.", nameof(value));
        }
    }

    public static object Read(BinaryReader reader) => (Kind)reader.ReadByte() switch
    {
        Kind.Text => reader.ReadString(),
        Kind.Boolean => reader.ReadBoolean(),
        Kind.Int32 => reader.ReadInt32(),
        Kind.Int64 => reader.ReadInt64(),
        Kind.Double => reader.ReadDouble(),
        Kind.Time => new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
        Kind.Guid => new Guid(reader.ReadBytes(16)),
        Kind.Binary => reader.ReadBytes(reader.Read7BitEncodedInt()),
        Kind kind => throw new InvalidDataException($"Unknown kind of value {(byte)kind}."),
    };
}
