namespace Messaging.DiffusionClient.Connections.WebSockets;

/// <summary>The server broke RFC 6455. Bytes behind that mean nothing, so the connection is lost.</summary>
/// <param name="what">What it did, as the end of a sentence.</param>
internal sealed class WebSocketViolationException(string what) : IOException($"the server broke the WebSocket protocol: {what}");
