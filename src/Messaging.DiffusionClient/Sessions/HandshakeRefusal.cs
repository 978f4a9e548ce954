using Messaging.DiffusionClient.Connections;
using Messaging.DiffusionWire.Handshake;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>Makes exceptions out of the server's refusals of a session (SESS-05, SESS-06).</summary>
internal static class HandshakeRefusal
{
    /// <summary>Makes the exception for a response that opens no session.</summary>
    public static SessionEstablishmentException ToException(ConnectionResponse response, ServerAddress address, string? principal) =>
        response.ProtocolVersion != ConnectionRequest.SupportedProtocolVersion
            ? Refused(address, $"it speaks version {response.ProtocolVersion} of the protocol and this client version {ConnectionRequest.SupportedProtocolVersion}")
            : response.Code switch
            {
                ConnectionResponseCode.AuthenticationFailed => new AuthenticationException(
                    $"{address} refused the session: it does not accept {Describe(principal)} with these credentials."),
                ConnectionResponseCode.ProtocolVersionUnsupported =>
                    Refused(address, $"it does not support version {ConnectionRequest.SupportedProtocolVersion} of the protocol"),
                ConnectionResponseCode.LicenseLimit => Refused(address, "a limit of its licence is reached"),
                ConnectionResponseCode.ReconnectionUnsupported => Refused(address, "it does not support reconnection"),
                ConnectionResponseCode.ProtocolError => Refused(address, "it takes the request for malformed"),
                ConnectionResponseCode.UnknownSession => Refused(address, "it does not know the session"),
                ConnectionResponseCode.ReconnectionFailedMessageLoss => Refused(address, "messages were lost"),
                ConnectionResponseCode.ServerNotReady => Refused(address, "it is not ready, as it is starting or stopping"),
                ConnectionResponseCode.Reconnected or ConnectionResponseCode.ReconnectedWithMessageLoss =>
                    Refused(address, "it answered a new session as if it were an old one"),
                _ => Transient(address, $"its answer has the unknown code {(byte)response.Code}", null),
            };

    /// <summary>Makes an exception for a failure that may pass, so that the initial retry strategy applies.</summary>
    public static SessionEstablishmentException Transient(ServerAddress address, string why, Exception? innerException) =>
        new($"No session with {address}: {why}.", ErrorReason.COMMUNICATION_FAILURE, innerException) { IsTransient = true };

    private static SessionEstablishmentException Refused(ServerAddress address, string why) =>
        new($"{address} refused the session: {why}.", ErrorReason.COMMUNICATION_FAILURE);

    private static string Describe(string? principal) => principal is null ? "an anonymous session" : $"the principal '{principal}'";
}
