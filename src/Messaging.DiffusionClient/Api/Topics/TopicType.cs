#nullable disable
namespace PushTechnology.ClientInterface.Client.Topics;

/// <summary>What the values of a topic are.</summary>
public enum TopicType : byte
{
    /// <summary>Bytes without a form.</summary>
    BINARY = 14,

    /// <summary>JSON.</summary>
    JSON = 15,

    /// <summary>A series of events, each with a value of one of the other types.</summary>
    TIME_SERIES = 16,

    /// <summary>Text or null.</summary>
    STRING = 17,

    /// <summary>A 64-bit integer or null.</summary>
    INT64 = 18,

    /// <summary>A 64-bit float or null.</summary>
    DOUBLE = 19,

    /// <summary>Records of fields.</summary>
    RECORD_V2 = 20,

    /// <summary>A type that this client does not know.</summary>
    UNKNOWN = 21,
}
