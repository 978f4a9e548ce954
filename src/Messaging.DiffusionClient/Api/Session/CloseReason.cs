#nullable disable
namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>Why a session was closed, as the server sees it. Objects, not an enum: compare by <c>==</c>.</summary>
public sealed class CloseReason
{
    /// <summary>The connection was lost and not made again in time.</summary>
    public static readonly CloseReason CONNECTION_LOST = new(0, nameof(CONNECTION_LOST));

    /// <summary>The connection failed.</summary>
    public static readonly CloseReason IO_EXCEPTION = new(1, nameof(IO_EXCEPTION));

    /// <summary>The client did not answer.</summary>
    public static readonly CloseReason CLIENT_UNRESPONSIVE = new(2, nameof(CLIENT_UNRESPONSIVE));

    /// <summary>Too much waited for the client.</summary>
    public static readonly CloseReason MESSAGE_QUEUE_LIMIT_REACHED = new(3, nameof(MESSAGE_QUEUE_LIMIT_REACHED));

    /// <summary>The client closed it.</summary>
    public static readonly CloseReason CLOSED_BY_CLIENT = new(4, nameof(CLOSED_BY_CLIENT));

    /// <summary>The client sent too large a message.</summary>
    public static readonly CloseReason MESSAGE_TOO_LARGE = new(5, nameof(MESSAGE_TOO_LARGE));

    /// <summary>The server failed.</summary>
    public static readonly CloseReason INTERNAL_ERROR = new(6, nameof(INTERNAL_ERROR));

    /// <summary>The client sent what is no message.</summary>
    public static readonly CloseReason INVALID_INBOUND_MESSAGE = new(7, nameof(INVALID_INBOUND_MESSAGE));

    /// <summary>The session was aborted.</summary>
    public static readonly CloseReason ABORTED = new(8, nameof(ABORTED));

    /// <summary>Messages were lost while the connection was made again.</summary>
    public static readonly CloseReason LOST_MESSAGES = new(9, nameof(LOST_MESSAGES));

    /// <summary>Another session closed it.</summary>
    public static readonly CloseReason CLOSED_BY_CONTROLLER = new(11, nameof(CLOSED_BY_CONTROLLER));

    /// <summary>It went over to another server.</summary>
    public static readonly CloseReason FAILED_OVER = new(12, nameof(FAILED_OVER));

    /// <summary>Its authentication expired.</summary>
    public static readonly CloseReason EXPIRED = new(13, nameof(EXPIRED));

    /// <summary>Its authentication was revoked.</summary>
    public static readonly CloseReason REVOKED = new(14, nameof(REVOKED));

    /// <summary>Another session took its place.</summary>
    public static readonly CloseReason SESSION_TAKEN_OVER = new(15, nameof(SESSION_TAKEN_OVER));

    /// <summary>A reason that this client does not know.</summary>
    public static readonly CloseReason UNKNOWN = new(byte.MaxValue, nameof(UNKNOWN));

    private static readonly CloseReason[] Members =
    [
        CONNECTION_LOST, IO_EXCEPTION, CLIENT_UNRESPONSIVE, MESSAGE_QUEUE_LIMIT_REACHED, CLOSED_BY_CLIENT, MESSAGE_TOO_LARGE, INTERNAL_ERROR,
        INVALID_INBOUND_MESSAGE, ABORTED, LOST_MESSAGES, CLOSED_BY_CONTROLLER, FAILED_OVER, EXPIRED, REVOKED, SESSION_TAKEN_OVER,
    ];

    private readonly byte _code;
    private readonly string _name;

    private CloseReason(byte code, string name)
    {
        _code = code;
        _name = name;
    }

    /// <inheritdoc/>
    public override string ToString() => _name;

    /// <summary>Finds the reason for a code of the wire.</summary>
    internal static CloseReason FromCode(byte code) => Array.Find(Members, member => member._code == code) ?? UNKNOWN;
}
