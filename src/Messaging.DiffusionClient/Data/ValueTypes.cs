using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionClient.Data;

/// <summary>Finds what reads and writes the values of a .NET type.</summary>
internal static class ValueTypes
{
    public static JsonDataType Json { get; } = new();

    public static BinaryDataType Binary { get; } = new();

    public static StringDataType String { get; } = new();

    public static Int64DataType Int64 { get; } = new();

    public static DoubleDataType Double { get; } = new();

    private static object[] Readers { get; } = [Json, Binary, String, Int64, Double, new BytesReader()];

    /// <summary>What reads <typeparamref name="TValue"/>, or null.</summary>
    public static ValueReader<TValue>? Find<TValue>() => Cache<TValue>.Reader;

    /// <summary>What reads <typeparamref name="TValue"/>.</summary>
    /// <exception cref="ArgumentException">Nothing does.</exception>
    public static ValueReader<TValue> RequireReadable<TValue>() => Find<TValue>() ?? throw NoDataType<TValue>("IBytes, ");

    /// <summary>What writes <typeparamref name="TValue"/>.</summary>
    /// <exception cref="ArgumentException">Nothing does.</exception>
    public static DataType<TValue> RequireWritable<TValue>() => Find<TValue>() as DataType<TValue> ?? throw NoDataType<TValue>(string.Empty);

    /// <summary>The type that a name in a specification or an answer stands for (TOPIC-72); unknown for any other text, or none.</summary>
    public static TopicTypeCode TypeNamed(string? typeName) => typeName switch
    {
        "json" => TopicTypeCode.Json,
        "binary" => TopicTypeCode.Binary,
        "string" => TopicTypeCode.String,
        "int64" => TopicTypeCode.Int64,
        "double" => TopicTypeCode.Double,
        _ => TopicTypeCode.Unknown,
    };

    private static ArgumentException NoDataType<TValue>(string more) =>
        new($"There is no data type for {typeof(TValue)}. There are some for {more}IJSON, IBinary, string, long? and double?.");

    private static class Cache<TValue>
    {
        public static readonly ValueReader<TValue>? Reader = Readers.OfType<ValueReader<TValue>>().FirstOrDefault();
    }
}
