namespace Embedded.ServiceBus.Store;

/// <summary>Application properties, with the types that the service carries.</summary>
internal static class PropertyCodec
{
    private static readonly (Type Type, Action<BinaryWriter, object> Write, Func<BinaryReader, object> Read)[] Types =
    [
        (typeof(string), (writer, value) => writer.Write((string)value), reader => reader.ReadString()),
        (typeof(bool), (writer, value) => writer.Write((bool)value), reader => reader.ReadBoolean()),
        (typeof(int), (writer, value) => writer.Write((int)value), reader => reader.ReadInt32()),
        (typeof(long), (writer, value) => writer.Write((long)value), reader => reader.ReadInt64()),
        (typeof(double), (writer, value) => writer.Write((double)value), reader => reader.ReadDouble()),
        (typeof(decimal), (writer, value) => writer.Write((decimal)value), reader => reader.ReadDecimal()),
        (typeof(Guid), (writer, value) => writer.Write(((Guid)value).ToByteArray()), reader => new Guid(reader.ReadBytes(16))),
        (typeof(DateTime), (writer, value) => writer.Write(((DateTime)value).ToUniversalTime().Ticks), reader => new DateTime(reader.ReadInt64(), DateTimeKind.Utc)),
        (typeof(DateTimeOffset), (writer, value) => writer.Write(((DateTimeOffset)value).UtcTicks), reader => new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero)),
        (typeof(TimeSpan), (writer, value) => writer.Write(((TimeSpan)value).Ticks), reader => new TimeSpan(reader.ReadInt64())),
        (typeof(byte), (writer, value) => writer.Write((byte)value), reader => reader.ReadByte()),
        (typeof(short), (writer, value) => writer.Write((short)value), reader => reader.ReadInt16()),
        (typeof(float), (writer, value) => writer.Write((float)value), reader => reader.ReadSingle()),
        (typeof(char), (writer, value) => writer.Write((char)value), reader => reader.ReadChar()),
        (typeof(Uri), (writer, value) => writer.Write(((Uri)value).OriginalString), reader => new Uri(reader.ReadString(), UriKind.RelativeOrAbsolute)),
    ];

    /// <summary>Whether the service carries values of a type.</summary>
    public static bool Carries(object value) => IndexOf(value) >= 0;

    public static void Write(BinaryWriter writer, IReadOnlyDictionary<string, object> properties)
    {
        writer.Write7BitEncodedInt(properties.Count);
        foreach ((string name, object value) in properties)
        {
            int type = IndexOf(value);
            writer.Write(name);
            writer.Write((byte)type);
            Types[type].Write(writer, value);
        }
    }

    public static IReadOnlyDictionary<string, object> Read(BinaryReader reader)
    {
        var properties = new Dictionary<string, object>(StringComparer.Ordinal);
        for (int left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            string name = reader.ReadString();
            properties[name] = Types[reader.ReadByte()].Read(reader);
        }

        return properties;
    }

    private static int IndexOf(object value) => Array.FindIndex(Types, type => type.Type.IsInstanceOfType(value));
}
