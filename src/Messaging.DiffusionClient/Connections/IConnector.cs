namespace Messaging.DiffusionClient.Connections;

/// <summary>Makes connections. Thread-safe.</summary>
internal interface IConnector
{
    /// <summary>Connects, up to where the server's first message can be received.</summary>
    /// <exception cref="IOException">It cannot. The text says why, without the address.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<IConnection> ConnectAsync(ConnectionTarget target, CancellationToken cancellationToken);
}
