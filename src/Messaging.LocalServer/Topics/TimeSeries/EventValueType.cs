using Messaging.DiffusionWire.Values;

namespace Messaging.LocalServer.Topics.TimeSeries;

/// <summary>The data types that the events of a time series may have, and their names (TOPIC-72).</summary>
internal static class EventValueType
{
    public const string Names = "json, string, int64, double, binary";

    /// <summary>The type with a name; nothing if there is none. Case matters, as it does to clients.</summary>
    public static TopicTypeCode? Find(string name) => name switch
    {
        "json" => TopicTypeCode.Json,
        "string" => TopicTypeCode.String,
        "int64" => TopicTypeCode.Int64,
        "double" => TopicTypeCode.Double,
        "binary" => TopicTypeCode.Binary,
        _ => null,
    };
}
