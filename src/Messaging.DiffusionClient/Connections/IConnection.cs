using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionClient.Connections;

/// <summary>Moves whole messages. One receive and one send may run at the same time, never two of a kind.</summary>
internal interface IConnection : IAsyncDisposable
{
    /// <summary>Waits for a message.</summary>
    /// <returns>The message, in memory that is good until the next receive: who keeps some of it copies that. Null when the peer has ended the connection between messages.</returns>
    /// <exception cref="IOException">The connection is broken.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled. The connection is of no use any more.</exception>
    /// <exception cref="WireFormatException">The message is none that the protocol has, or too long for this session: another connection would not help.</exception>
    ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken);

    /// <summary>Sends messages, in order. Uses the batch up: afterwards, or when this fails, it can only be cleared or dropped.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    ValueTask SendAsync(MessageBatch batch, CancellationToken cancellationToken);

    /// <summary>Tells the peer that the connection ends. Does not wait for its answer.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    ValueTask CloseAsync(CancellationToken cancellationToken);
}
