namespace Messaging.DiffusionClient.Sessions.Recovery;

/// <summary>How a recovery ended: with a server that has the session still, or for good.</summary>
/// <param name="Handshake">The new connection and the server's answer; null for none.</param>
/// <param name="Failure">Why there is none, as the end of a sentence.</param>
/// <param name="Error">The exception behind that, or null.</param>
internal sealed record RecoveryOutcome(HandshakeResult? Handshake, string? Failure = null, Exception? Error = null);
