using Messaging.DiffusionClient.Connections;
using Messaging.DiffusionWire.Handshake;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>A connection, and what the server answered on it. Whoever has it owns the connection.</summary>
internal sealed record HandshakeResult(IConnection Connection, ConnectionResponse Response);
