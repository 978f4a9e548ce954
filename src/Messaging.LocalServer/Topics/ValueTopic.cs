using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services.Fetching;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Topics.Constraints;

namespace Messaging.LocalServer.Topics;

/// <summary>A topic that holds its last value: BINARY, JSON, STRING, INT64, DOUBLE.</summary>
internal sealed class ValueTopic : Topic
{
    private const byte CborNull = 0xf6;

    private PublishedValue? _current;

    public ValueTopic(int id, string path, TopicSpecification specification)
        : base(id, path, specification, specification.Type)
    {
    }

    public override bool TrySet(in TopicUpdate update, WriteBatch batch)
    {
        RequireValid(update.Value);
        PublishedValue next = PublishedValue.Create(Id, update.Value.Span, Transfer, ThreadScratch.Writer);
        lock (Gate)
        {
            if (IsRemoved)
            {
                return false;
            }

            ConstraintEvaluator.Require(update.Constraint, new ConstraintTarget(Path, Specification.Type, _current?.Value));
            if (Transfer.RetainsValue)
            {
                Journal?.Update(this, next.Value);
            }

            Publish(next, _current, batch);
            Retain(next);
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

    public override void Restore(ReadOnlyMemory<byte> content, WireWriter scratch) =>
        Retain(PublishedValue.Create(Id, content.Span, Transfer, scratch));

    protected override IReadOnlyList<ReadOnlyMemory<byte>> ContentsUnderGate() => _current is null ? [] : [_current.Value];

    protected override void SendInitial(Session session, WriteBatch batch)
    {
        if (_current is not null)
        {
            session.Output.AppendFrame(_current.FrameFor(session), batch);
        }
    }

    private void Retain(PublishedValue value) => _current = Transfer.RetainsValue && !IsNoValue(value.Value.Span) ? value : null;

    // Null takes the value of a scalar topic away; for JSON it is a value like others.
    private bool IsNoValue(ReadOnlySpan<byte> value) =>
        Specification.Type is TopicTypeCode.String or TopicTypeCode.Int64 or TopicTypeCode.Double && value is [CborNull];
}
