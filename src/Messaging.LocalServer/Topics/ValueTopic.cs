using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Fetching;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Topics.Constraints;

namespace Messaging.LocalServer.Topics;

/// <summary>A topic that holds its last value: BINARY, JSON, STRING, INT64, DOUBLE.</summary>
internal sealed class ValueTopic : Topic
{
    private const byte CborNull = 0xf6;

    private readonly TopicTransfer _transfer;
    private PublishedValue? _current;

    public ValueTopic(int id, string path, TopicSpecification specification)
        : base(id, path, specification) => _transfer = TopicTransfer.Of(specification);

    public override bool TrySet(ReadOnlyMemory<byte> value, UpdateConstraint constraint, WriteBatch batch)
    {
        if (!TopicValue.IsValid(Specification.Type, value, out string? problem))
        {
            throw new ServiceException(ServiceErrorCode.InvalidData, $"Not a value for the {Specification.Type} topic {Path}: {problem}");
        }

        PublishedValue next = PublishedValue.Create(Id, value.Span, _transfer, batch.Scratch);
        lock (Gate)
        {
            if (IsRemoved)
            {
                return false;
            }

            ConstraintEvaluator.Require(constraint, new ConstraintTarget(Path, Specification.Type, _current?.Value));
            Publish(next, batch);
            _current = _transfer.RetainsValue && !IsNoValue(value.Span) ? next : null;
            return true;
        }
    }

    public override (ReadOnlyMemory<byte>? Value, FetchedSize Size) Read()
    {
        lock (Gate)
        {
            // Not a bare null: that would become an empty value, as a null array converts to memory.
            return _current is null
                ? (default(ReadOnlyMemory<byte>?), default)
                : (_current.Value, FetchedSize.Single(_current.Value.Length));
        }
    }

    protected override void SendInitial(Session session, WriteBatch batch)
    {
        if (_current is not null)
        {
            session.Output.AppendFrame(_current.FrameFor(session), batch);
        }
    }

    private void Publish(PublishedValue next, WriteBatch batch)
    {
        if (Subscribers.Count == 0)
        {
            return;
        }

        // Every subscriber has the previous value: it came with the subscription or was published since.
        byte[]? delta = EncodeDelta(next, batch);
        foreach (Session session in Subscribers)
        {
            session.Output.AppendFrame(delta ?? next.FrameFor(session), batch);
        }
    }

    private byte[]? EncodeDelta(PublishedValue next, WriteBatch batch)
    {
        // An unchanged value is sent in full: clients cannot take the delta that says so (TOPIC-61), and in a chat
        // two equal messages are two messages.
        if (_current is null || !_transfer.MayUseDelta(next.Value.Length) || next.Value.Span.SequenceEqual(_current.Value.Span))
        {
            return null;
        }

        byte[] delta = BinaryDelta.Diff(_current.Value.Span, next.Value.Span);
        if (!TopicTransfer.IsClearlySmaller(delta.Length, next.Value.Length))
        {
            return null;
        }

        batch.Scratch.Clear();
        Frame.WriteDelta(batch.Scratch, Id, delta);
        return WebSocketFrameHeader.Frame(batch.Scratch.WrittenSpan);
    }

    // Null takes the value of a scalar topic away; for JSON it is a value like others.
    private bool IsNoValue(ReadOnlySpan<byte> value) =>
        Specification.Type is TopicTypeCode.String or TopicTypeCode.Int64 or TopicTypeCode.Double && value is [CborNull];
}
