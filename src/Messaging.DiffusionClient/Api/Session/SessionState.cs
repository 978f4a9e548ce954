#nullable disable
namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>The states of a session. Objects, not an enum: compare by <c>==</c>.</summary>
public sealed class SessionState
{
    /// <summary>The first connection is being made.</summary>
    public static readonly SessionState CONNECTING = new("CONNECTING");

    /// <summary>Connected.</summary>
    public static readonly SessionState CONNECTED_ACTIVE = new("CONNECTED_ACTIVE", connected: true);

    /// <summary>The connection is lost and being made again.</summary>
    public static readonly SessionState RECOVERING_RECONNECT = new("RECOVERING_RECONNECT", recovering: true);

    /// <summary>Closed by <see cref="ISession.Close"/>.</summary>
    public static readonly SessionState CLOSED_BY_CLIENT = new("CLOSED_BY_CLIENT", closed: true);

    /// <summary>Closed by the server.</summary>
    public static readonly SessionState CLOSED_BY_SERVER = new("CLOSED_BY_SERVER", closed: true);

    /// <summary>Ended because its connection was lost, and was not made again in time or not with the session in it.</summary>
    public static readonly SessionState CLOSE_FAILED = new("CLOSE_FAILED", closed: true);

    private readonly string _name;

    private SessionState(string name, bool connected = false, bool recovering = false, bool closed = false)
    {
        _name = name;
        Connected = connected;
        Recovering = recovering;
        Closed = closed;
    }

    /// <summary>Whether the session has a connection.</summary>
    public bool Connected { get; }

    /// <summary>Whether the session is trying to get its connection back.</summary>
    public bool Recovering { get; }

    /// <summary>Whether the session is over. It never leaves such a state.</summary>
    public bool Closed { get; }

    /// <inheritdoc/>
    public override string ToString() => _name;
}
