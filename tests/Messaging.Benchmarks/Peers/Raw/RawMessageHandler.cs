namespace Messaging.Benchmarks.Peers.Raw;

/// <summary>Gets a message; its bytes are good until it returns.</summary>
internal delegate void RawMessageHandler(ReadOnlySpan<byte> message);
