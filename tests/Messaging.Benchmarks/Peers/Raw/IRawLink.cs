namespace Messaging.Benchmarks.Peers.Raw;

/// <summary>One end of a connection that moves whole messages.</summary>
internal interface IRawLink : IAsyncDisposable
{
    /// <summary>Sends a message without waiting. May be called from any thread; the bytes are copied.</summary>
    void Send(ReadOnlySpan<byte> message);

    /// <summary>Sends a message that nobody changes any more, so that many can share its bytes.</summary>
    void SendShared(ReadOnlyMemory<byte> message);

    /// <summary>Hands each message over, one at a time, until the other side ends.</summary>
    Task ReadAsync(RawMessageHandler handler, CancellationToken cancellationToken);
}
