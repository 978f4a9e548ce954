using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>What happened to a session (rule SEC-42). A closed set of cases, nested in this type.</summary>
public abstract record SessionEvent : IWireMessage<SessionEvent>
{
    internal const int SmallestSize = 4;

    private const byte OpenedCode = 0;
    private const byte UpdatedCode = 1;
    private const byte ClosedCode = 2;

    private SessionEvent(SessionId session) => Session = session;

    /// <summary>The session.</summary>
    public SessionId Session { get; }

    /// <inheritdoc/>
    public static SessionEvent ReadFrom(ref WireReader reader)
    {
        SessionId session = SessionId.ReadFrom(ref reader);
        byte code = reader.ReadByte();
        return code switch
        {
            OpenedCode => new Opened(session, WireLists.ReadPairs(ref reader)),
            UpdatedCode => new Updated(
                session,
                (SessionUpdateCause)reader.ReadByte(),
                WireLists.ReadList<SessionPropertyChange>(ref reader, SessionPropertyChange.SmallestSize)),
            ClosedCode => new Closed(session, (SessionCloseReason)reader.ReadByte(), WireLists.ReadPairs(ref reader)),
            _ => throw reader.Malformed($"a session event of the kind {code}"),
        };
    }

    /// <inheritdoc/>
    public abstract void WriteTo(WireWriter writer);

    /// <summary>It is there. A new listener is told so of each session that was there before.</summary>
    public sealed record Opened : SessionEvent
    {
        /// <summary>Creates the event.</summary>
        /// <param name="session">The session.</param>
        /// <param name="properties">The properties that the listener wants.</param>
        public Opened(SessionId session, IReadOnlyList<KeyValuePair<string, string>> properties)
            : base(session) => Properties = properties;

        /// <summary>The properties that the listener wants.</summary>
        public IReadOnlyList<KeyValuePair<string, string>> Properties { get; }

        /// <inheritdoc/>
        public override void WriteTo(WireWriter writer)
        {
            Session.WriteTo(writer);
            writer.WriteByte(OpenedCode);
            WireLists.WritePairs(writer, Properties);
        }
    }

    /// <summary>Its connection or its properties changed.</summary>
    public sealed record Updated : SessionEvent
    {
        /// <summary>Creates the event.</summary>
        /// <param name="session">The session.</param>
        /// <param name="cause">What happened. Read as it comes: it may be a number without a name.</param>
        /// <param name="changes">The properties that changed, of those that the listener wants.</param>
        public Updated(SessionId session, SessionUpdateCause cause, IReadOnlyList<SessionPropertyChange> changes)
            : base(session)
        {
            Cause = cause;
            Changes = changes;
        }

        /// <summary>What happened. Read as it comes: it may be a number without a name.</summary>
        public SessionUpdateCause Cause { get; }

        /// <summary>The properties that changed, of those that the listener wants.</summary>
        public IReadOnlyList<SessionPropertyChange> Changes { get; }

        /// <inheritdoc/>
        public override void WriteTo(WireWriter writer)
        {
            Session.WriteTo(writer);
            writer.WriteByte(UpdatedCode);
            writer.WriteByte((byte)Cause);
            WireLists.WriteList(writer, Changes);
        }
    }

    /// <summary>It ended.</summary>
    public sealed record Closed : SessionEvent
    {
        /// <summary>Creates the event.</summary>
        /// <param name="session">The session.</param>
        /// <param name="reason">Why. Read as it comes: it may be a number without a name.</param>
        /// <param name="properties">The properties that the listener wants.</param>
        public Closed(SessionId session, SessionCloseReason reason, IReadOnlyList<KeyValuePair<string, string>> properties)
            : base(session)
        {
            Reason = reason;
            Properties = properties;
        }

        /// <summary>Why. Read as it comes: it may be a number without a name.</summary>
        public SessionCloseReason Reason { get; }

        /// <summary>The properties that the listener wants; may be empty.</summary>
        public IReadOnlyList<KeyValuePair<string, string>> Properties { get; }

        /// <inheritdoc/>
        public override void WriteTo(WireWriter writer)
        {
            Session.WriteTo(writer);
            writer.WriteByte(ClosedCode);
            writer.WriteByte((byte)Reason);
            WireLists.WritePairs(writer, Properties);
        }
    }
}
