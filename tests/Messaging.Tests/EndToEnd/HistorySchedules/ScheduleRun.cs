using Microsoft.Extensions.Logging;

namespace Messaging.Tests.EndToEnd.HistorySchedules;

/// <summary>Plays one schedule in a room of its own, by clients of its own.</summary>
internal sealed class ScheduleRun : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly Schedule _schedule;
    private readonly ILoggerFactory _log;
    private readonly MessagingClient _witness;
    private readonly WebSocketRelay[] _relays;
    private readonly MessagingClient[] _clients;
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly List<(ScheduledReader Reader, Task Reading)> _readers = [];

    public ScheduleRun(Uri server, Schedule schedule, ILoggerFactory log)
    {
        _server = server;
        _schedule = schedule;
        _log = log;
        _witness = NewClient(server);
        _relays = [.. Enumerable.Range(0, Schedule.Clients).Select(_ => WebSocketRelay.Start(server))];
        _clients = [.. _relays.Select(relay => NewClient(relay.Url))];
    }

    private string Room => $"room {_schedule.Seed}";

    /// <summary>Plays, and checks what all readers were told.</summary>
    public async Task PlayAsync()
    {
        IChatRoom witness = await _witness.JoinAsync(Room, _schedule.Options);
        for (int i = 0; i < _schedule.Before; i++)
        {
            await witness.SendAsync($"before {i}");
        }

        IChatRoom[] rooms = await Task.WhenAll(_clients.Select(client => client.JoinAsync(Room, _schedule.Options)));
        await Task.WhenAll(rooms.Select((room, i) => WriteAsync(witness, room, _schedule.Writers[i]))).Within();
        _written.SetResult();
        await witness.SendAsync(ScheduledReader.End);
        await CheckAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_clients.Append(_witness).Select(client => client.DisposeAsync().AsTask()));
        await Task.WhenAll(_relays.Select(relay => relay.DisposeAsync().AsTask()));
    }

    private MessagingClient NewClient(Uri url) => MessagingClient.Create(new MessagingOptions { Url = url }, _log);

    private async Task WriteAsync(IChatRoom witness, IChatRoom room, IReadOnlyList<Step> steps)
    {
        var own = new List<long>();
        foreach ((int i, Step step) in steps.Index())
        {
            switch (step)
            {
                case Step.Send:
                    await TryAsync(async () => own.Add((await room.SendAsync($"message {i}")).Event!.Sequence));
                    break;
                case Step.Edit edit when own.Count > 0:
                    await TryAsync(() => room.EditAsync(own[edit.Which % own.Count], $"edited {i}"));
                    break;
                case Step.Remove remove when own.Count > 0:
                    await TryAsync(() => room.RemoveAsync(own[remove.Which % own.Count]));
                    break;
                case Step.Cut cut:
                    await _relays[cut.Client].CutAsync();
                    break;
                case Step.Read read:
                    await StartReaderAsync(witness, read.Plan);
                    break;
            }
        }
    }

    /// <summary>The connection may be cut, and the message may be one that is gone.</summary>
    private static async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (MessagingException failure) when (failure.IsTransient || failure.Code == MessagingErrorCode.MessageNotFound)
        {
            return false;
        }
    }

    private async Task StartReaderAsync(IChatRoom witness, ReaderPlan plan)
    {
        MessagingClient client = _clients[plan.Client];
        RoomOptions options = _schedule.Options with { ReaderBufferCapacity = plan.Capacity, Overflow = plan.Overflow };
        IChatRoom? room = null;
        while (!await TryAsync(async () => room = await client.JoinAsync(Room, options)))
        {
            await TryAsync(() => client.ConnectAsync());
        }

        ReadFrom from = plan.From switch
        {
            Start.LiveOnly => ReadFrom.LiveOnly,
            Start.Latest => ReadFrom.Latest(plan.Number),
            Start.FromTime => ReadFrom.FromTime(DateTimeOffset.UtcNow.AddMilliseconds(-plan.Number)),
            _ => ReadFrom.FromSequence(plan.Number % (_schedule.Before + 1)),
        };
        IAsyncEnumerator<RoomEvent> events = room!.ReadAsync(from).GetAsyncEnumerator();
        ValueTask<bool> begun = events.MoveNextAsync();
        var reader = new ScheduledReader(plan, from, events, begun) { CertainlyLive = await FindLatestAsync(witness) + 1 };
        lock (_lock)
        {
            _readers.Add((reader, reader.ReadAsync(_written.Task)));
        }
    }

    /// <summary>The latest message that the server has; null when all it has are edits of older ones.</summary>
    private static async Task<long?> FindLatestAsync(IChatRoom witness)
    {
        HistoryPage page = await witness.History.Latest().AsPages(1).FirstAsync();
        return RoomView.Empty.Apply(page).Items.SingleOrDefault()?.Event!.Sequence;
    }

    private async Task CheckAsync()
    {
        await using MessagingClient fresh = NewClient(_server);
        IChatRoom room = await fresh.JoinAsync(Room, _schedule.Options);
        RoomView? truth = null;
        foreach ((ScheduledReader reader, Task reading) in _readers)
        {
            try
            {
                await reading.Within();
                reader.Check(truth ??= await ReadTruthAsync(room));
            }
            catch (Exception error)
            {
                truth ??= await ReadTruthAsync(room);
                throw new InvalidOperationException(
                    $"{error.Message}\n{reader}\nThe server has:\n{ScheduledReader.Describe(truth)}", error);
            }
        }
    }

    private static async Task<RoomView> ReadTruthAsync(IChatRoom room)
    {
        RoomView truth = RoomView.Empty;
        await foreach (HistoryPage page in room.History.Earliest().AsPages(10))
        {
            truth = truth.Apply(page);
        }

        return truth;
    }
}
