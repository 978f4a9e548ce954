using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Sessions;

/// <summary>A client that was let in.</summary>
/// <remarks>Sending may come from any thread. <see cref="Subscriptions"/> belongs to the lock of the <see cref="TopicTree"/>.</remarks>
internal sealed class Session
{
    private readonly Connection _connection;
    private int _lastConversationId;

    public Session(SessionId id, string principal, IReadOnlyList<string> roles, bool acceptsCompression, Connection connection)
    {
        Id = id;
        Name = id.ToString();
        Principal = principal;
        Roles = roles;
        AcceptsCompression = acceptsCompression;
        _connection = connection;
    }

    public SessionId Id { get; }

    /// <summary>The id as people see it.</summary>
    public string Name { get; }

    /// <summary>Who it is; empty if anonymous.</summary>
    public string Principal { get; }

    /// <summary>What it may do. Recorded, not enforced yet.</summary>
    public IReadOnlyList<string> Roles { get; }

    /// <summary>Whether the client said that it can read compressed values and deltas.</summary>
    public bool AcceptsCompression { get; }

    /// <summary>Fixed and user-defined properties, in the order of the wire.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Properties { get; init; } = [];

    /// <summary>What it selected and what it is subscribed to.</summary>
    public SessionSubscriptions Subscriptions { get; } = new();

    public OutputBuffer Output => _connection.Output;

    /// <summary>Numbers the server's own requests to this session, from 1.</summary>
    public int NextConversationId() => Interlocked.Increment(ref _lastConversationId);

    /// <summary>Sends a request or notification of the server.</summary>
    public void SendRequest<T>(ServiceId service, int conversationId, in T body, WriteBatch batch)
        where T : IWireMessage<T>
    {
        WireWriter writer = batch.Scratch;
        writer.Clear();
        Frame.WriteRequest(writer, service, conversationId, body);
        Output.AppendMessage(writer.WrittenSpan, batch);
    }

    /// <summary>Ends the session at once: nothing more is sent.</summary>
    public void Abort(EndReason reason) => _connection.Abort(reason);
}
