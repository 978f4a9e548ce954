using System.Threading.Channels;
using PushTechnology.ClientInterface.Client.Session.Reconnection;

namespace Messaging.DiffusionClient.Tests.Scripting;

/// <summary>A reconnection strategy of a few words. Remembers the attempts that it was asked about.</summary>
internal sealed class TestStrategy(Func<IReconnectionAttempt, Task> perform) : IReconnectionStrategy
{
    private readonly Channel<IReconnectionAttempt> _attempts = Channel.CreateUnbounded<IReconnectionAttempt>();
    private int _asked;

    /// <summary>Starts each attempt at once.</summary>
    public static TestStrategy Immediate() => new(attempt =>
    {
        attempt.Start();
        return Task.CompletedTask;
    });

    /// <summary>How often it was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>The next attempt that it is asked about.</summary>
    public Task<IReconnectionAttempt> NextAsync() => _attempts.Reader.ReadAsync().Within();

    public Task PerformReconnection(IReconnectionAttempt reconnection)
    {
        Interlocked.Increment(ref _asked);
        _attempts.Writer.TryWrite(reconnection);
        return perform(reconnection);
    }
}
