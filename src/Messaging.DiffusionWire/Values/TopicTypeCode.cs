namespace Messaging.DiffusionWire.Values;

/// <summary>The type of a topic on the wire (rule TOPIC-01). The names are those of the vendor's public type.</summary>
public enum TopicTypeCode : byte
{
    /// <summary>Bytes without a form.</summary>
    Binary = 0x0e,

    /// <summary>One JSON value, carried as CBOR.</summary>
    Json = 0x0f,

    /// <summary>A series of events of one of the other types.</summary>
    TimeSeries = 0x10,

    /// <summary>Text or null.</summary>
    String = 0x11,

    /// <summary>A 64-bit integer or null.</summary>
    Int64 = 0x12,

    /// <summary>A 64-bit float or null.</summary>
    Double = 0x13,

    /// <summary>Records of fields. The protocol notes do not cover its values.</summary>
    RecordV2 = 0x14,

    /// <summary>A type that the sender does not know.</summary>
    Unknown = 0x15,
}
