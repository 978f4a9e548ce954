namespace Messaging.LocalServer.Connections;

/// <summary>What a read from a connection brought.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">The whole message, good until the next read; empty unless it is <see cref="ReceivedKind.Message"/>.</param>
internal readonly record struct ReceivedMessage(ReceivedKind Kind, ReadOnlyMemory<byte> Bytes = default);
