namespace Messaging.DiffusionWire.Handshake;

/// <summary>What a connection request adds to take an existing session up again (rule SESS-10).</summary>
/// <param name="Token">The token of the last handshake. It stands for the session's credentials: keep it secret.</param>
/// <param name="ClientSequence">The number of the oldest message that the client can send again.</param>
/// <param name="ServerSequence">How many messages the client has received.</param>
public sealed record Reconnection(string Token, int ClientSequence, int ServerSequence)
{
    /// <summary>The sequences alone.</summary>
    /// <returns>Never the token.</returns>
    public override string ToString() => $"Reconnection(cs={ClientSequence}, ss={ServerSequence})";
}
