using System.Net;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Requests;
using Messaging.LocalServer.Security;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Sessions.Recovery;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Sessions;

/// <summary>A client that was let in.</summary>
/// <remarks>It outlives its connection if the client wants that. Sending may come from any thread. <see cref="Subscriptions"/> belongs to the lock of the <see cref="TopicTree"/>.</remarks>
internal sealed class Session
{
    private static readonly byte[] ClosedMessage = [(byte)FrameType.Closed];

    private readonly SecurityStore _security;
    private SessionIdentity _identity;
    private KnownPermissions? _permissions;
    private int _lastConversationId;

    public Session(SessionId id, string name, SessionIdentity identity, SecurityStore security, bool acceptsCompression)
    {
        Id = id;
        Name = name;
        _identity = identity;
        _security = security;
        AcceptsCompression = acceptsCompression;
    }

    public SessionId Id { get; }

    /// <summary>The id as people see it.</summary>
    public string Name { get; }

    /// <summary>Who it is and what is known of it now. Take it once to see what fits together.</summary>
    public SessionIdentity Identity => Volatile.Read(ref _identity);

    /// <summary>Who it is; empty if anonymous.</summary>
    public string Principal => Identity.Principal;

    /// <summary>What it may do.</summary>
    public RoleList Roles => Identity.Roles;

    /// <summary>What its roles permit now. A question asked again later may have another answer.</summary>
    public RolePermissions Permissions
    {
        get
        {
            SecurityConfiguration configuration = _security.Current;
            RoleList roles = Roles;
            KnownPermissions? known = Volatile.Read(ref _permissions);
            if (known is null || known.Configuration != configuration || known.Roles != roles)
            {
                known = new KnownPermissions(configuration, roles, configuration.PermissionsOf(roles));
                Volatile.Write(ref _permissions, known);
            }

            return known.Permissions;
        }
    }

    /// <summary>Where it is, if that is known.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Whether the client said that it can read compressed values and deltas.</summary>
    public bool AcceptsCompression { get; }

    /// <summary>Fixed and user-defined properties, in the order of the wire.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Properties => Identity.Properties;

    /// <summary>What it selected and what it is subscribed to.</summary>
    public SessionSubscriptions Subscriptions { get; } = new();

    /// <summary>The server's requests that it has not answered.</summary>
    public required PendingRequests Requests { get; init; }

    /// <summary>What is sent to it.</summary>
    public required SessionOutput Output { get; init; }

    /// <summary>The connection that it has.</summary>
    public required SessionLink Link { get; init; }

    /// <summary>The secret by which the client takes it up again. One for all of its life: of a new one the client might not hear.</summary>
    public required string Token { get; init; }

    /// <summary>How long it is kept without a connection; zero for not at all.</summary>
    public TimeSpan KeptFor { get; init; }

    /// <summary>Counts what the client sent; null if the session cannot be taken up again.</summary>
    public ReceivedFrames? Received { get; init; }

    /// <summary>Changes who it is, in one step. Only <see cref="SessionAuthority"/> does: others have to act on it.</summary>
    /// <returns>What it was and what it is.</returns>
    public (SessionIdentity Before, SessionIdentity After) ChangeIdentity(Func<SessionIdentity, SessionIdentity> change)
    {
        while (true)
        {
            SessionIdentity before = Identity;
            SessionIdentity after = change(before);
            if (Interlocked.CompareExchange(ref _identity, after, before) == before)
            {
                return (before, after);
            }
        }
    }

    /// <summary>Numbers the server's own requests to this session, from 1.</summary>
    public int NextConversationId() => Interlocked.Increment(ref _lastConversationId);

    /// <summary>Sends a request or notification of the server.</summary>
    public void SendRequest<T>(ServiceId service, int conversationId, in T body, WriteBatch batch)
        where T : IWireMessage<T>
    {
        WireWriter writer = ThreadScratch.Writer;
        writer.Clear();
        Frame.WriteRequest(writer, service, conversationId, body);
        Output.AppendRequest(writer.WrittenSpan, conversationId, isAnsweredSoon: service == ServiceId.SystemPing, batch);
    }

    /// <summary>Answers a request of the session.</summary>
    public void Respond<T>(int conversationId, in T body, WriteBatch batch)
        where T : IWireMessage<T>
    {
        WireWriter writer = ThreadScratch.Writer;
        writer.Clear();
        Frame.WriteResponse(writer, conversationId, body);
        Output.AppendMessage(writer.WrittenSpan, batch);
    }

    /// <summary>Refuses a request of the session.</summary>
    public void Refuse(int conversationId, in ServiceError error, WriteBatch batch)
    {
        WireWriter writer = ThreadScratch.Writer;
        writer.Clear();
        Frame.WriteError(writer, conversationId, error);
        Output.AppendMessage(writer.WrittenSpan, batch);
    }

    /// <summary>Sends a request of the server that is to be answered.</summary>
    /// <param name="service">Which service of the client.</param>
    /// <param name="body">The request.</param>
    /// <param name="pending">Who waits for the answer. Hears of it, too, if it cannot be sent.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="batch">Takes the connections that are written to.</param>
    public void Ask<T>(ServiceId service, in T body, IPendingRequest pending, TimeSpan timeout, WriteBatch batch)
        where T : IWireMessage<T>
    {
        int conversationId = NextConversationId();
        if (Requests.Add(conversationId, pending, timeout) is { } reason)
        {
            pending.OnUnanswered(reason, batch);
            return;
        }

        SendRequest(service, conversationId, body, batch);
    }

    /// <summary>Tells the client that the session has ended, in the protocol's own word.</summary>
    /// <returns>False if it has no connection.</returns>
    public bool Close(EndReason reason)
    {
        Connection? connection = Link.Connection;
        connection?.Close(reason, ClosedMessage);
        return connection is not null;
    }

    private sealed record KnownPermissions(SecurityConfiguration Configuration, RoleList Roles, RolePermissions Permissions);
}
