using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Values;
using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionWire.Tests.Vectors;

/// <summary>Sorts the vectors of both files, reading each file from its start as a session would.</summary>
internal sealed class VectorCatalogue
{
    private static readonly Lazy<IReadOnlyList<VectorCase>> LazyAll = new(() =>
        [.. new VectorCatalogue().Sort(GoldenVectors.Topics), .. new VectorCatalogue().Sort(GoldenVectors.Security)]);

    private static readonly Dictionary<int, string> LaterServices = new()
    {
        [0x7d] = "update streams",
        [0x7e] = "update streams",
        [0x7f] = "update streams",
        [0x80] = "update streams",
        [0x81] = "update streams",
        [0x82] = "update streams",
        [0x83] = "update streams",
        [0x97] = "JSON patches",
        [0x5b] = "topic notifications",
        [0x5c] = "topic notifications",
        [0x5d] = "topic notifications",
        [0x5e] = "topic notifications",
        [0x5f] = "topic notifications",
        [0x8a] = "topic views",
        [0x8b] = "topic views",
        [0x8d] = "topic views",
        [0xb6] = "topic views",
    };

    private readonly Dictionary<(VectorDirection From, int Conversation), ServiceId> _requests = [];
    private readonly Dictionary<int, TopicTypeCode> _topics = [];
    private readonly Dictionary<int, byte[]> _values = [];

    /// <summary>Every vector of both files, in the order of the files.</summary>
    public static IReadOnlyList<VectorCase> All => LazyAll.Value;

    private IEnumerable<VectorCase> Sort(IReadOnlyList<GoldenVector> vectors)
    {
        foreach (GoldenVector vector in vectors)
        {
            yield return WithoutFrame(vector) ?? WithFrame(vector);
        }
    }

    private static VectorCase? WithoutFrame(GoldenVector vector) => vector.Name switch
    {
        { } name when name.StartsWith("connect_request", StringComparison.Ordinal) || name == "reconnect_request" =>
            new VectorCase(vector, VectorKind.ConnectionRequest),
        { } name when name.StartsWith("connect_response", StringComparison.Ordinal) || name.StartsWith("reconnect_response", StringComparison.Ordinal) =>
            new VectorCase(vector, VectorKind.ConnectionResponse),
        { } name when name.StartsWith("cbor_json", StringComparison.Ordinal) => new VectorCase(vector, VectorKind.Value) { TopicType = TopicTypeCode.Json },
        { } name when name.StartsWith("cbor_string", StringComparison.Ordinal) => new VectorCase(vector, VectorKind.Value) { TopicType = TopicTypeCode.String },
        { } name when name.StartsWith("cbor_int64", StringComparison.Ordinal) => new VectorCase(vector, VectorKind.Value) { TopicType = TopicTypeCode.Int64 },
        { } name when name.StartsWith("cbor_double", StringComparison.Ordinal) => new VectorCase(vector, VectorKind.Value) { TopicType = TopicTypeCode.Double },
        { } name when name.StartsWith("binary_delta", StringComparison.Ordinal) => new VectorCase(vector, VectorKind.Delta),
        _ when vector.Text("group") == "script-text" => Later(vector, "scripts of the security stores: texts, not messages; ScriptVectorTests and the tests of the builders hold them"),
        _ => null,
    };

    private VectorCase WithFrame(GoldenVector vector)
    {
        Frame frame = Frame.Read(vector.Bytes);
        switch (frame.Type)
        {
            case FrameType.Request:
                _requests[(vector.Direction, frame.ConversationId)] = frame.Service;
                return Request(vector, frame);
            case FrameType.Response:
                return Service(vector, RequestOf(vector, frame), services => services.Response);
            case FrameType.Error:
                return new VectorCase(vector, VectorKind.Service) { Codec = BodyCodec.Error };
            case FrameType.Value or FrameType.Delta:
                return TopicData(vector, frame);
            default:
                return new VectorCase(vector, VectorKind.Close);
        }
    }

    private VectorCase Request(GoldenVector vector, Frame frame)
    {
        if (frame.Service == ServiceId.SubscriptionNotification)
        {
            SubscriptionNotification notification = frame.ReadBody<SubscriptionNotification>();
            _topics[notification.TopicId] = notification.Specification.Type;
            _values.Remove(notification.TopicId);
        }

        return vector.Name == "unknown_service_from_server"
            ? new VectorCase(vector, VectorKind.Service) { Codec = BodyCodec.Of<DiffusionWire.Primitives.EmptyMessage>() }
            : Service(vector, frame.Service, services => services.Request);
    }

    private ServiceId RequestOf(GoldenVector vector, Frame frame)
    {
        if (vector.Text("for_request") is { } request)
        {
            return Frame.Read(Convert.FromHexString(request)).Service;
        }

        VectorDirection asker = vector.Direction == VectorDirection.Client ? VectorDirection.Server : VectorDirection.Client;
        return _requests[(asker, frame.ConversationId)];
    }

    private VectorCase TopicData(GoldenVector vector, Frame frame)
    {
        TopicTypeCode type = _topics[frame.TopicId];
        VectorCase sorted = new(vector, VectorKind.TopicData) { TopicType = type, PreviousValue = _values.GetValueOrDefault(frame.TopicId, []) };
        _values[frame.TopicId] = sorted.NewValue(frame);
        return sorted;
    }

    private static VectorCase Service(GoldenVector vector, ServiceId service, Func<(BodyCodec Request, BodyCodec Response), BodyCodec> choose) =>
        BodyCodec.Services.TryGetValue(service, out (BodyCodec, BodyCodec) codecs)
            ? new VectorCase(vector, IsMalformed(vector) ? VectorKind.Malformed : VectorKind.Service) { Codec = choose(codecs) }
            : Later(vector, LaterServices[(int)service]);

    private static bool IsMalformed(GoldenVector vector) => vector.Name.Contains("MALFORMED", StringComparison.Ordinal);

    private static VectorCase Later(GoldenVector vector, string what) => new(vector, VectorKind.OutOfScope) { OutOfScope = what };
}
