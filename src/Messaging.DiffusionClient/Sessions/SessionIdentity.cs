using Messaging.DiffusionWire.Primitives;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

internal sealed class SessionIdentity(SessionId wire) : ISessionId
{
    private readonly string _text = wire.ToString();

    /// <summary>The id as it goes over the wire.</summary>
    public SessionId Wire => wire;

    /// <summary>What to send for a session's id, ours or an application's own.</summary>
    /// <exception cref="ArgumentException">It is null, or its text is no session id.</exception>
    public static SessionId ToWire(ISessionId sessionId)
    {
        ArgumentNullException.ThrowIfNull(sessionId);
        if (sessionId is SessionIdentity own)
        {
            return own.Wire;
        }

        return SessionId.TryParse(sessionId.ToString(), out SessionId parsed)
            ? parsed
            : throw new ArgumentException($"'{sessionId}' is no session id.", nameof(sessionId));
    }

    public bool Equals(ISessionId? other) => other?.ToString() == _text;

    public override bool Equals(object? obj) => Equals(obj as ISessionId);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _text;
}
