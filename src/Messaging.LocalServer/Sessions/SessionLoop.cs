using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions.Recovery;

namespace Messaging.LocalServer.Sessions;

/// <summary>Handles what a session sends, message by message, until there is a reason to end it or its connection.</summary>
/// <remarks>
/// It does not give its thread back between messages that have already arrived, and what it writes is flushed when
/// it has to wait for more: see <see cref="MessageReader"/>.
/// </remarks>
internal sealed class SessionLoop
{
    private readonly Connection _connection;
    private readonly RequestContext _context;
    private readonly ServiceTable _services;
    private readonly PingMonitor _pings;
    private readonly int _maximumMessageSize;

    public SessionLoop(Connection connection, Session session, ServiceTable services, PingMonitor pings, int maximumMessageSize)
    {
        _connection = connection;
        _context = new RequestContext(session, connection.Batch);
        _services = services;
        _pings = pings;
        _maximumMessageSize = maximumMessageSize;
    }

    public async Task<EndReason> RunAsync()
    {
        while (true)
        {
            ReceivedMessage message = await _connection.Reader.ReadAsync().ConfigureAwait(false);
            if (_connection.EndReason is { } closing)
            {
                return closing;
            }

            if (Handle(message) is { } reason)
            {
                return reason;
            }

            if (_context.Batch.IsLarge)
            {
                _context.Batch.Flush();
            }
        }
    }

    private EndReason? Handle(in ReceivedMessage message) => message.Kind switch
    {
        ReceivedKind.Message => Handle(message.Bytes),
        ReceivedKind.Text => EndReason.TextMessage,
        ReceivedKind.TooLarge => EndReason.TooLarge(_maximumMessageSize),
        _ => EndReason.Lost,
    };

    private EndReason? Handle(ReadOnlyMemory<byte> message)
    {
        Frame frame;
        try
        {
            frame = Frame.Read(message);
        }
        catch (WireFormatException e)
        {
            return EndReason.Malformed(e.Message);
        }

        return (_context.Session.Received?.Take(frame) ?? FrameVerdict.Handle) switch
        {
            FrameVerdict.Handle => Handle(frame),
            FrameVerdict.Skip => null,
            _ => EndReason.RepeatedWrongly,
        };
    }

    private EndReason? Handle(in Frame frame)
    {
        switch (frame.Type)
        {
            case FrameType.Request:
                _services.Dispatch(frame, _context);
                return null;
            case FrameType.Response:
            case FrameType.Error:
                // Answers to notifications say nothing; a client that refuses one has its own problem, not the session's.
                _pings.OnResponse(frame.ConversationId);
                _context.Session.Output.OnAnswered(frame.ConversationId);
                _context.Session.Requests.OnAnswer(frame, _context.Batch);
                return null;
            case FrameType.CloseRequest:
                return EndReason.ClosedByClient;
            default:
                return EndReason.Malformed($"a client sends no {frame.Type} frames.");
        }
    }
}
