using Messaging.DiffusionWire.Values;

namespace Messaging.LocalServer.Topics;

/// <summary>In which forms a topic's specification lets values travel: deltas, compression, retention.</summary>
/// <remarks>A property with a value that means nothing counts as not given.</remarks>
internal readonly record struct TopicTransfer(bool RetainsValue, bool AllowsDeltas, bool AllowsCompression)
{
    // Below this a delta or a zlib stream saves less than it costs: most of a small frame's price is the frame.
    private const int DeltaThreshold = 512;
    private const int CompressionThreshold = 8 * 1024;

    public static TopicTransfer Of(TopicSpecification specification, TopicTypeCode valueType)
    {
        // A time series retains its events whatever the property says; so the vendor documents it.
        bool retains = specification.Type == TopicTypeCode.TimeSeries || !IsTrue(specification, "DONT_RETAIN_VALUE");

        // A delta of a number would have no smaller form than the number, and clients refuse it (TOPIC-60).
        bool hasDeltas = valueType is TopicTypeCode.Json or TopicTypeCode.String or TopicTypeCode.Binary;
        return new TopicTransfer(
            retains,
            hasDeltas && retains && !PublishesValuesOnly(specification),
            specification.Find("COMPRESSION")?.ToUpperInvariant() is not ("OFF" or "FALSE"));
    }

    public static bool PublishesValuesOnly(TopicSpecification specification) => IsTrue(specification, "PUBLISH_VALUES_ONLY");

    public static bool IsClearlySmaller(int encoded, int plain) => encoded <= plain / 2;

    public bool MayUseDelta(int valueLength) => AllowsDeltas && valueLength >= DeltaThreshold;

    public bool MayCompress(int valueLength) => AllowsCompression && valueLength >= CompressionThreshold;

    private static bool IsTrue(TopicSpecification specification, string key) =>
        string.Equals(specification.Find(key), "true", StringComparison.OrdinalIgnoreCase);
}
