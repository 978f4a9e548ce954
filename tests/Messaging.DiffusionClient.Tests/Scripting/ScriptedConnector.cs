using System.Collections.Concurrent;
using System.Threading.Channels;
using Messaging.DiffusionClient.Connections;

namespace Messaging.DiffusionClient.Tests.Scripting;

/// <summary>Hands out scripted connections, and remembers what was asked for. Beyond the script nobody listens.</summary>
internal sealed class ScriptedConnector : IConnector
{
    private readonly ConcurrentQueue<Func<CancellationToken, Task<IConnection>>> _script = new();
    private readonly ConcurrentQueue<ConnectionTarget> _targets = new();
    private readonly List<ScriptedConnection> _connections = [];

    private readonly Channel<ConnectionTarget> _attempts = Channel.CreateUnbounded<ConnectionTarget>();

    public IReadOnlyList<ConnectionTarget> Targets => [.. _targets];

    /// <summary>The next attempt, whenever it comes.</summary>
    public Task<ConnectionTarget> NextTargetAsync() => _attempts.Reader.ReadAsync().Within();

    /// <summary>The latest connection of the script.</summary>
    public ScriptedConnection Last => _connections[^1];

    /// <summary>The next attempt succeeds, and the server's first message is this.</summary>
    public ScriptedConnection Accept(params string[] firstMessages)
    {
        ScriptedConnection connection = new();
        foreach (string message in firstMessages)
        {
            connection.Give(message);
        }

        _script.Enqueue(_ => Task.FromResult<IConnection>(connection));
        _connections.Add(connection);
        return connection;
    }

    /// <summary>Ends all connections of the script.</summary>
    public void EndAll() => _connections.ForEach(connection => connection.End());

    /// <summary>The next attempt fails.</summary>
    public void Refuse(Exception exception) => _script.Enqueue(_ => Task.FromException<IConnection>(exception));

    /// <summary>The next attempt hangs until it is cancelled. The task completes when the attempt begins.</summary>
    public Task Hang()
    {
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _script.Enqueue(async token =>
        {
            begun.SetResult();
            return await new TaskCompletionSource<IConnection>().Task.WaitAsync(token);
        });
        return begun.Task;
    }

    public Task<IConnection> ConnectAsync(ConnectionTarget target, CancellationToken cancellationToken)
    {
        _targets.Enqueue(target);
        _attempts.Writer.TryWrite(target);
        return _script.TryDequeue(out Func<CancellationToken, Task<IConnection>>? next)
            ? next(cancellationToken)
            : Task.FromException<IConnection>(new IOException("nobody listens"));
    }
}
