using System.Text;
using CsCheck;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Fetching;
using Messaging.DiffusionWire.Services.Sessions;
using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Properties;

/// <summary>Random messages: every field takes every value that the wire can carry, the extreme ones often.</summary>
internal static partial class Generators
{
    /// <summary>Text without unpaired surrogates, which UTF-8 cannot carry.</summary>
    public static Gen<string> Text { get; } = Gen.Frequency(
            (6, Gen.Int['a', 'z']),
            (2, Gen.Int[0, 0x7f]),
            (1, Gen.Int[0x80, 0xd7ff]),
            (1, Gen.Int[0xe000, 0x10ffff]))
        .Array[0, 12]
        .Select(runes => runes.Aggregate(new StringBuilder(), (text, rune) => text.Append(new Rune(rune).ToString())).ToString());

    public static Gen<int> Int32 { get; } = Gen.OneOf(Gen.Int[0, 200], Gen.OneOf(0, 127, 128, 16383, 16384, int.MaxValue, int.MinValue, -1), Gen.Int);

    public static Gen<long> Int64 { get; } = Gen.OneOf(Gen.Long[0, 200], Gen.OneOf(0, 1L << 32, (1L << 53) + 1, long.MaxValue, long.MinValue, -1), Gen.Long);

    public static Gen<byte[]> Bytes { get; } = Gen.Frequency((9, Gen.Byte.Array[0, 24]), (1, Gen.Byte.Array[0, 400]));

    public static Gen<ReadOnlyMemory<byte>> Memory { get; } = Bytes.Select(bytes => (ReadOnlyMemory<byte>)bytes);

    public static Gen<KeyValuePair<string, string>[]> Properties { get; } =
        Gen.Select(Text, Text, (key, value) => new KeyValuePair<string, string>(key, value)).Array[0, 4];

    public static Gen<TopicSpecification> Specification { get; } =
        Gen.Select(Gen.Byte, Properties, (type, properties) => new TopicSpecification((TopicTypeCode)type, properties));

    public static Gen<ConstraintOperand> Operand { get; } =
        Gen.Select(Gen.Byte, Gen.Byte, Memory, (how, kind, value) => new ConstraintOperand((ConstraintOperator)how, (OperandKind)kind, value));

    public static Gen<UpdateConstraint> Constraint { get; } = Gen.Recursive<UpdateConstraint>((depth, inner) => depth > 4
        ? Leaf
        : Gen.Frequency(
            (3, Leaf),
            (1, Gen.Select(inner, inner, (left, right) => (UpdateConstraint)new UpdateConstraint.And(left, right))),
            (1, Gen.Select(inner, inner, (left, right) => (UpdateConstraint)new UpdateConstraint.Or(left, right)))));

    public static Gen<AddTopicRequest> AddTopicRequest { get; } = Gen.Select(Text, Specification, (path, specification) => new AddTopicRequest(path, specification));

    public static Gen<SubscriptionNotification> SubscriptionNotification { get; } =
        Gen.Select(Int32, Text, Specification, (topic, path, specification) => new SubscriptionNotification(topic, path, specification));

    public static Gen<UnsubscriptionNotification> UnsubscriptionNotification { get; } =
        Gen.Select(Int32, Int32, (topic, reason) => new UnsubscriptionNotification(topic, (UnsubscriptionReason)reason));

    public static Gen<SelectionRequest> SelectionRequest { get; } = Gen.Select(Text, Text, (selector, scope) => new SelectionRequest(selector, scope));

    public static Gen<SetTopicRequest> SetTopicRequest { get; } = Gen.Select(
        Text, Gen.Byte, Memory, Constraint, (path, type, value, constraint) => new SetTopicRequest(path, (TopicTypeCode)type, value, constraint));

    public static Gen<AddAndSetTopicRequest> AddAndSetTopicRequest { get; } = Gen.Select(
        Text, Specification, Memory, Constraint, (path, specification, value, constraint) => new AddAndSetTopicRequest(path, specification, value, constraint));

    public static Gen<EventMetadata> EventMetadata { get; } =
        Gen.Select(Int64, Int64, Text, (sequence, timestamp, author) => new EventMetadata(sequence, timestamp, author));

    public static Gen<TimeSeriesEvent> TimeSeriesEvent { get; } =
        Gen.Select(EventMetadata, EventMetadata.Nullable(), Memory, (metadata, original, value) => new TimeSeriesEvent(metadata, original, value));

    public static Gen<EventRange> EventRange { get; } = Gen.Select(
        Gen.Enum<RangeAnchorKind>(), Int64, Gen.Enum<RangeSpanKind>(), Int64, (anchor, from, span, to) => new EventRange(anchor, from, span, to));

    public static Gen<FetchRequest> FetchRequest { get; } = Gen.Select(
        Gen.Select(Text, Boundary.Null(), Boundary.Null()),
        Gen.Select(Int32, Int32, Int32, Int32, Int32),
        Gen.Bool.Array[4],
        (range, numbers, flags) => new FetchRequest
        {
            Selector = range.Item1,
            From = range.Item2,
            To = range.Item3,
            TopicTypes = numbers.Item1,
            Limit = numbers.Item2,
            MaximumResultSize = numbers.Item3,
            DeepBranchDepth = numbers.Item4,
            DeepBranchLimit = numbers.Item5,
            WithValues = flags[0],
            WithProperties = flags[1],
            WithUnpublishedDelayedTopics = flags[2],
            WithSizes = flags[3],
        });

    public static Gen<FetchResponse> FetchResponse { get; } =
        Gen.Select(FetchedTopic.Array[0, 6], Gen.Bool, (topics, hasMore) => new FetchResponse(topics, hasMore));

    public static Gen<SessionPropertiesResponse> SessionProperties { get; } = Gen.Frequency(
        (1, Gen.Const(new SessionPropertiesResponse((IReadOnlyList<KeyValuePair<string, string>>?)null))),
        (5, Properties.Select(properties => new SessionPropertiesResponse(properties))));

    public static Gen<ServiceError> ServiceError { get; } = Gen.Select(Text, Int32, (message, code) => new ServiceError(message, code));

    public static Gen<SessionId> SessionId { get; } = Gen.Select(Int64, Int64, (server, session) => new SessionId(server, session));

    public static Gen<Credentials> Credentials { get; } = Gen.OneOf(
        Gen.Const(DiffusionWire.Handshake.Credentials.None),
        Text.Select(DiffusionWire.Handshake.Credentials.Password),
        Memory.Select(DiffusionWire.Handshake.Credentials.Custom));

    public static Gen<ConnectionResponse> ConnectionResponse { get; } = Gen.Select(
        Gen.OneOf(Gen.Byte, Gen.OneOf<byte>(100, 105, 106)), SessionId, Gen.Char[' ', '~'].Array[24], Int64, Int32, (code, session, token, period, last) =>
        {
            ConnectionResponse refusal = new() { Code = (ConnectionResponseCode)code };
            return refusal.HasSession
                ? refusal with { SessionId = session, Token = new string(token), SystemPingPeriodMilliseconds = period, MaximumMessageSizeOrSequence = last }
                : refusal;
        });

    public static Gen<ConnectionRequest> ConnectionRequest { get; } = Gen.Select(
        Gen.OneOf(string.Empty, "/a", "/my/path"), Gen.Select(Int32, Int32, Int32), Properties, Gen.Select(Text, Credentials).Nullable(), Gen.Select(Text, Int32, Int32).Nullable(), (prefix, numbers, properties, identity, reconnection) => new ConnectionRequest
        {
            PathPrefix = prefix,
            ProtocolVersion = numbers.Item1,
            Capabilities = numbers.Item2,
            ReconnectTimeoutMilliseconds = numbers.Item3,
            SessionProperties = properties,
            Principal = identity?.Item1,
            Credentials = identity?.Item2 ?? DiffusionWire.Handshake.Credentials.None,
            Reconnection = reconnection is { } values ? new Reconnection(values.Item1, values.Item2, values.Item3) : null,
        });

    private static Gen<FetchBoundary> Boundary => Gen.Select(Text, Gen.Bool, (path, inclusive) => new FetchBoundary(path, inclusive));

    private static Gen<FetchedTopic> FetchedTopic => Gen.Select(
        Text,
        Gen.Byte,
        Gen.Select(Gen.Bool, Memory),
        Gen.OneOf(Gen.Const(Array.Empty<KeyValuePair<string, string>>()), Gen.Const<KeyValuePair<string, string>[]>([new("k", "v")]), Properties),
        Gen.Select(Int32, Int32, Int64, (value, count, total) => new FetchedSize(value, count, total)),
        (path, type, value, properties, size) => new FetchedTopic(path, (TopicTypeCode)type, value.Item1 ? value.Item2 : default(ReadOnlyMemory<byte>?), properties, size));

    private static Gen<UpdateConstraint> Leaf => Gen.OneOf(
        Gen.OneOf<UpdateConstraint>(UpdateConstraint.None.Instance, UpdateConstraint.NoValue.Instance, UpdateConstraint.NoTopic.Instance),
        Operand.Select(operand => (UpdateConstraint)new UpdateConstraint.Value(operand)),
        Gen.Select(Text, Int64, (name, sequence) => (UpdateConstraint)new UpdateConstraint.Locked(name, sequence)),
        Gen.Select(
            Gen.Select(Text, Operand, (pointer, operand) => new KeyValuePair<string, ConstraintOperand>(pointer, operand)).Array[0, 3],
            Text.Array[0, 3],
            (with, without) => (UpdateConstraint)new UpdateConstraint.PartialJson(with, without)));
}
