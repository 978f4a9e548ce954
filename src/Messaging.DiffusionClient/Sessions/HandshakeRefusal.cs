using Messaging.DiffusionClient.Connections;
using Messaging.DiffusionWire.Handshake;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>A server's refusal of a session, new or old (SESS-05, SESS-06).</summary>
/// <param name="Code">The code of the response.</param>
/// <param name="Why">What the server means by it, as the end of a sentence.</param>
/// <param name="IsTransient">Whether the server may say something else the next time.</param>
internal sealed record HandshakeRefusal(ConnectionResponseCode Code, string Why, bool IsTransient = false)
{
    /// <summary>Looks for the refusal in a response.</summary>
    /// <param name="response">What the server said.</param>
    /// <param name="wanted">The code for which there is a session, or <see cref="ConnectionResponseCode.Reconnected"/> for both that keep one.</param>
    /// <param name="principal">Who asked.</param>
    /// <returns>Null if there is none.</returns>
    public static HandshakeRefusal? Find(ConnectionResponse response, ConnectionResponseCode wanted, string? principal)
    {
        if (response.ProtocolVersion != ConnectionRequest.SupportedProtocolVersion)
        {
            return new HandshakeRefusal(
                response.Code,
                $"it speaks version {response.ProtocolVersion} of the protocol and this client version {ConnectionRequest.SupportedProtocolVersion}");
        }

        bool reconnected = response.Code is ConnectionResponseCode.Reconnected or ConnectionResponseCode.ReconnectedWithMessageLoss;
        return response.Code == wanted || (reconnected && wanted == ConnectionResponseCode.Reconnected)
            ? null
            : Explain(response.Code, principal);
    }

    /// <summary>Makes an exception for a failure that may pass, so that the initial retry strategy applies.</summary>
    public static SessionEstablishmentException Transient(ServerAddress address, string why, Exception? innerException) =>
        new($"No session with {address}: {why}.", ErrorReason.COMMUNICATION_FAILURE, innerException) { IsTransient = true };

    /// <summary>The exception for a session that was to be opened.</summary>
    public SessionEstablishmentException ToException(ServerAddress address)
    {
        if (IsTransient)
        {
            return Transient(address, Why, null);
        }

        string message = $"{address} refused the session: {Why}.";
        return Code == ConnectionResponseCode.AuthenticationFailed
            ? new AuthenticationException(message)
            : new SessionEstablishmentException(message, ErrorReason.COMMUNICATION_FAILURE);
    }

    private static HandshakeRefusal Explain(ConnectionResponseCode code, string? principal) => code switch
    {
        ConnectionResponseCode.Ok => new(code, "it answered an old session as if it were a new one"),
        ConnectionResponseCode.Reconnected or ConnectionResponseCode.ReconnectedWithMessageLoss =>
            new(code, "it answered a new session as if it were an old one"),
        ConnectionResponseCode.AuthenticationFailed => new(code, $"it does not accept {Describe(principal)} with these credentials"),
        ConnectionResponseCode.ProtocolVersionUnsupported =>
            new(code, $"it does not support version {ConnectionRequest.SupportedProtocolVersion} of the protocol"),
        ConnectionResponseCode.LicenseLimit => new(code, "a limit of its licence is reached"),
        ConnectionResponseCode.ReconnectionUnsupported => new(code, "it does not support reconnection"),
        ConnectionResponseCode.ProtocolError => new(code, "it takes the request for malformed"),
        ConnectionResponseCode.UnknownSession => new(code, "it does not know the session"),
        ConnectionResponseCode.ReconnectionFailedMessageLoss => new(code, "messages were lost"),
        ConnectionResponseCode.ServerNotReady => new(code, "it is not ready, as it is starting or stopping"),
        _ => new(code, $"its answer has the unknown code {(byte)code}", IsTransient: true),
    };

    private static string Describe(string? principal) => principal is null ? "an anonymous session" : $"the principal '{principal}'";
}
