using System.Collections.Concurrent;
using Messaging.Chaos.Tests.Evidence;
using Microsoft.Extensions.Logging;

namespace Messaging.Chaos.Tests.Clients;

/// <summary>Writers and readers over the public API, each with a client of its own. Nobody helps them once they have begun.</summary>
internal sealed class ChatFleet : IAsyncDisposable
{
    private const int JoiningAtOnce = 50;

    private readonly ConcurrentBag<MessagingClient> _clients = [];
    private readonly ConcurrentBag<StatusCounter> _statuses = [];
    private readonly List<ChatWriter> _writers = [];
    private readonly List<ChatReader> _readers = [];
    private readonly CancellationTokenSource _stopWriting = new();
    private readonly CancellationTokenSource _stopReading = new();
    private Task _writing = Task.CompletedTask;
    private Task _reading = Task.CompletedTask;

    public IReadOnlyList<ChatWriter> Writers => _writers;

    public IReadOnlyCollection<SentMessage> Sent => [.. _writers.SelectMany(writer => writer.Sent)];

    public IReadOnlyCollection<ReaderFold> Folds => [.. _readers.Select(reader => reader.Fold)];

    /// <summary>How often a session was interrupted and taken up again.</summary>
    public int Resumed => _statuses.Sum(status => status.Resumed);

    /// <summary>How often a session was lost and another one took its place.</summary>
    public int Replaced => _statuses.Sum(status => status.Replaced);

    public static async Task<ChatFleet> StartAsync(Uri server, ChaosPlan plan, ILoggerFactory log)
    {
        var fleet = new ChatFleet();
        foreach (int[] some in Enumerable.Range(0, plan.Readers - plan.JavaScriptReaders).Chunk(JoiningAtOnce))
        {
            fleet._readers.AddRange(await Task.WhenAll(some.Select(async i =>
                new ChatReader(FormattableString.Invariant($"reader-{i:D3}"), plan.RoomOf(i), await fleet.JoinAsync(server, plan.RoomOf(i), log)))));
        }

        foreach (int[] some in Enumerable.Range(0, plan.Writers - plan.JavaScriptWriters).Chunk(JoiningAtOnce))
        {
            fleet._writers.AddRange(await Task.WhenAll(some.Select(async i =>
                new ChatWriter(
                    FormattableString.Invariant($"writer-{i:D3}"),
                    plan.RoomOf(i),
                    await fleet.JoinAsync(server, plan.RoomOf(i), log),
                    plan.Pause,
                    new Random(plan.Seed + i)))));
        }

        fleet._reading = Task.WhenAll(fleet._readers.Select(reader => Task.Run(() => reader.RunAsync(fleet._stopReading.Token))));
        fleet._writing = Task.WhenAll(fleet._writers.Select(writer => Task.Run(() => writer.RunAsync(fleet._stopWriting.Token))));
        return fleet;
    }

    /// <summary>Completes when each writer's last message has got through.</summary>
    public async Task StopWritingAsync()
    {
        await _stopWriting.CancelAsync();
        await _writing.WaitAsync(ChaosPlan.Patience);
    }

    /// <summary>Waits until the readers have the latest message of each room, and ends them.</summary>
    public async Task FinishAsync(IReadOnlyDictionary<string, long> lastOfRoom)
    {
        using var patience = new CancellationTokenSource(ChaosPlan.Patience);
        while (!_reading.IsCompleted && !patience.IsCancellationRequested && _readers.Exists(reader => reader.Last < lastOfRoom[reader.Room]))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }

        await _stopReading.CancelAsync();
        await _reading.Within();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopWriting.CancelAsync();
        await _stopReading.CancelAsync();
        await Task.WhenAll(_clients.Select(client => client.DisposeAsync().AsTask())).Within();
        await Task.WhenAll(_statuses.Select(status => status.Completion)).Within();
        _stopWriting.Dispose();
        _stopReading.Dispose();
    }

    private async Task<IChatRoom> JoinAsync(Uri server, string room, ILoggerFactory log)
    {
        MessagingClient client = MessagingClient.Create(ClientOptions.For(server), log);
        _clients.Add(client);
        IChatRoom handle = await client.JoinAsync(room, ClientOptions.Room).Within();
        _statuses.Add(new StatusCounter(client));
        return handle;
    }
}
