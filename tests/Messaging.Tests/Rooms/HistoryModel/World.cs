using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.HistoryModel;

/// <summary>A server, two clients, any number of readers, and what the steps of a schedule do with them.</summary>
internal sealed class World : IDisposable
{
    private const string Room = "lobby";
    private const string Path = "Chat/lobby";
    private const int MostReaders = 6;

    private readonly Schedule _schedule;
    private readonly StillTime _time = new();
    private readonly FakeServer _server;
    private readonly ModelClient[] _clients;
    private readonly RoomOptions _options;
    private readonly Elsewhere _elsewhere = new();
    private int _texts;

    public World(Schedule schedule)
    {
        _schedule = schedule;
        _server = new FakeServer { Time = _time, CountsAnchor = schedule.CountsAnchor, OnCall = OnCall };
        _options = new RoomOptions
        {
            Kind = RoomKind.History,
            RetainedRange = $"limit {schedule.Retained}",
            SubscriptionRange = $"limit {schedule.Subscribed}",
        };
        Watch();
        _clients = [NewClient("ann"), NewClient("bob")];
        _clients[0].Join(Room, _options);
        Pump();
        _clients[1].Join(Room, _options);
    }

    public Truth Truth { get; } = new();

    public List<ModelReader> Readers { get; } = [];

    /// <summary>Whether nothing keeps a reader from repairing what it missed.</summary>
    public bool MayQuery => _schedule.MayQuery;

    /// <summary>What the server has; null when there is no topic.</summary>
    public FakeSeries? Series => _server.Topics.GetValueOrDefault(Path)?.Series;

    /// <summary>Which series the server has, or the number of the next one.</summary>
    public int SeriesNumber => Series is null ? Truth.Series.Count : Truth.Series.Count - 1;

    /// <summary>The first number that the server retains.</summary>
    public long Retained => Series is { } series ? series.Next - series.Events.Count : 0;

    public void Dispose() => _elsewhere.Dispose();

    public void Run()
    {
        foreach (Step step in _schedule.Steps)
        {
            Take(step);
            Pump();
        }

        Finish();
    }

    private void Take(Step step)
    {
        ModelClient client = _clients[step.A % _clients.Length];
        switch (step.Kind)
        {
            case StepKind.Append:
                Repeat(1 + (step.A % 4), () => Happens(() => _server.Append(Path, Message())));
                break;
            case StepKind.Edit:
                EditOriginal(step, Message());
                break;
            case StepKind.Remove:
                EditOriginal(step, """{"text":"","removed":true}""");
                break;
            case StepKind.AppendUnreadable:
                Happens(() => _server.Append(Path, "17"));
                break;
            case StepKind.EditUnreadable:
                EditOriginal(step, "18");
                break;
            case StepKind.Send when client.IsUp:
                _time.Tick();
                Complete(client.Room.SendAsync(Text()));
                break;
            case StepKind.EditByRoom or StepKind.RemoveByRoom when client is { IsUp: true, HoldsQueries: false } && Pick(step) is { } original:
                ChangeByRoom(client, original, step.Kind == StepKind.RemoveByRoom);
                break;
            case StepKind.Join when client is { IsUp: true, IsConfirming: false } && Readers.Count < MostReaders:
                Join(client, step);
                break;
            case StepKind.Read when Readers.Count > 0:
                Repeat(1 + (step.B % 5), Readers[step.A % Readers.Count].Step);
                break;
            case StepKind.LoadOlder when Readers.Count > 0:
                LoadOlder(Readers[step.A % Readers.Count], 1 + (step.B % 4));
                break;
            default:
                Disturb(step, client);
                break;
        }
    }

    private void Disturb(Step step, ModelClient client)
    {
        switch (step.Kind)
        {
            case StepKind.Hold when client.IsUp:
                client.IsHeld = true;
                break;
            case StepKind.Release when client.IsUp:
                Repeat(1 + (step.B % 4), client.ReleaseOne);
                client.IsHeld &= step.C % 3 > 0;
                break;
            case StepKind.HoldQueries when client.IsUp:
                client.HoldQueries();
                break;
            case StepKind.ReleaseQueries when client.IsUp && step.C % 2 == 0:
                client.ReleaseQuery();
                break;
            case StepKind.ReleaseQueries when client.IsUp:
                client.OpenQueries();
                break;
            case StepKind.Lose when client.IsUp:
                client.ToLose += 1 + (step.B % 3);
                client.MayHaveLost = true;
                break;
            case StepKind.Drop when client.IsUp:
                client.Drop();
                Resume(client);
                break;
            case StepKind.Reconnect when !client.IsUp:
                Reconnect(client);
                break;
            case StepKind.Cut when client.IsUp:
                client.Cut();
                break;
            case StepKind.Resume or StepKind.ResumeWithLoss when client.IsCut:
                Restore(client, step.Kind == StepKind.ResumeWithLoss);
                break;
            case StepKind.EndSubscription when client.IsUp && client.Session.Selections.Contains(Path):
                client.Session.EndSubscription(Path);
                break;
            case StepKind.RenewSubscription when client.IsUp:
                client.Session.RenewSubscription(Path);
                break;
            case StepKind.RemoveTopic when Series is not null:
                Array.ForEach(_clients, c => c.RemoveSeries(Truth.Series.Count - 1));
                _server.Remove(Path);
                break;
            case StepKind.AddTopic when Series is null:
                _server.AddSeries(Path, _options.RetainedRange, _options.SubscriptionRange);
                break;
        }
    }

    /// <summary>Everything is put right, one more message reaches all, and every reader reads up to it.</summary>
    private void Finish()
    {
        foreach (ModelClient client in _clients)
        {
            if (client.IsCut)
            {
                Restore(client, isLossy: false);
            }
            else if (!client.IsUp)
            {
                Reconnect(client);
            }

            client.IsHeld = false;
            client.ToLose = 0;
            client.Pump();
            client.OpenQueries();
            client.Session.RenewSubscription(Path);
        }

        Take(new Step(StepKind.AddTopic, 0, 0, 0));
        Pump();
        _time.Tick();
        EventMetadata last = _server.Append(Path, Message());
        Pump();
        foreach (ModelReader reader in Readers)
        {
            reader.ReadTo(last);
            new Account(this, reader).Check();
        }
    }

    private ModelClient NewClient(string name) => new(_server, name, Path, _time, Truth, _elsewhere);

    private void Watch()
    {
        var session = (FakeSession)_server.OpenAsync(CancellationToken.None).Result;
        session.AddSeriesListener(Path, Truth);
        session.SubscribeAsync(Path, CancellationToken.None).Wait();
    }

    private Task OnCall(string call, CancellationToken cancellationToken)
    {
        if (!call.StartsWith("query", StringComparison.Ordinal))
        {
            return Task.CompletedTask;
        }

        if (!MayQuery)
        {
            throw new MessagingException(MessagingErrorCode.NotPermitted, "no queries in this schedule");
        }

        if (ModelReader.Current.Value is { Client.HoldsQueries: true } reader)
        {
            reader.Client.Asking.Enqueue(reader);
            reader.IsAsking = true;
        }

        return Task.CompletedTask;
    }

    private void Happens(Action what)
    {
        if (Series is not null)
        {
            _time.Tick();
            what();
        }
    }

    private void EditOriginal(Step step, string json)
    {
        if (Pick(step) is { } original)
        {
            Happens(() => _server.Edit(Path, original.Sequence, json));
        }
    }

    /// <summary>One of the retained originals.</summary>
    private FakeEvent? Pick(Step step) =>
        Series?.Events.Where(e => e.IsOriginal).ToArray() is { Length: > 0 } originals ? originals[step.B % originals.Length] : null;

    private void ChangeByRoom(ModelClient client, FakeEvent original, bool removes)
    {
        _time.Tick();
        int before = Truth.Series[^1].Count;
        Form form = Form.Of(Series!.Current.Single(e => e.OriginalSequence == original.Sequence));
        try
        {
            EventMetadata change = Complete(
                removes ? client.Room.RemoveAsync(original.Sequence) : client.Room.EditAsync(original.Sequence, Text()));
            Happening happening = Truth.Find(change) ?? throw new ModelException($"There is no event {change}.");
            if (happening.Original != original.Sequence || (happening.Form == Form.Removed) != removes)
            {
                throw new ModelException($"{happening} is not the change of {original.Sequence} that was asked for.");
            }
        }
        catch (MessagingException refusal) when (refusal.Code == MessagingErrorCode.MessageNotFound && Truth.Series[^1].Count == before)
        {
            bool mayBeUnknown = !MayQuery || client.IsHeld || client.MayHaveLost || client.EndsTold > 0;
            if (form.Text is not null && !mayBeUnknown)
            {
                throw new ModelException($"Event {original.Sequence} is there, but was not found.");
            }
        }
        catch (MessagingException refusal) when (refusal.Code == MessagingErrorCode.NotPermitted && !MayQuery)
        {
            // The message was not among those that the client knows.
        }
    }

    private void Join(ModelClient client, Step step)
    {
        long known = client.Visible.Series == SeriesNumber ? client.Visible.Original + 1 : 0;
        ReadFrom from = (step.B % 6) switch
        {
            0 => ReadFrom.LiveOnly,
            1 or 2 => ReadFrom.Latest(1 + (step.B % 7)),
            3 => ReadFrom.Latest(100),
            4 => ReadFrom.FromSequence(step.B % (known + 1)),
            _ => ReadFrom.FromTime(_time.GetUtcNow() - TimeSpan.FromMilliseconds(step.B % 12)),
        };
        RoomOptions options = _options with
        {
            ReaderBufferCapacity = 1 + (step.C % 5),
            Overflow = (step.C / 5 % 6) switch
            {
                0 => ReaderOverflow.DropOldest,
                1 => ReaderOverflow.Fail,
                _ => ReaderOverflow.DropAndRepair,
            },
        };
        Readers.Add(new ModelReader(this, client, from, options, client.Join(Room, options)));
    }

    /// <summary>Older pages are what the server has, however they are cut.</summary>
    private void LoadOlder(ModelReader reader, int pageSize)
    {
        if (!MayQuery || reader.Client is not { IsUp: true, HoldsQueries: false } || Series is null
            || reader.View.Items is not [{ Event: { } first }, ..])
        {
            return;
        }

        FakeEvent[] expected = [.. Series.Current.Where(e => e.OriginalSequence < first.Sequence)];
        var pages = Complete(reader.Room.History.Before(first.Sequence).AsPages(pageSize).ToListAsync().AsTask());
        RoomEvent[] events = [.. pages.Reverse<HistoryPage>().SelectMany(page => page.Events)];
        EventMetadata?[] versions = [.. events.Select(e => new Told(e, 0, 0).Version)];
        if (!versions.SequenceEqual(expected.Select(e => e.Event)))
        {
            throw new ModelException(
                reader,
                $"paged {string.Join(',', versions.Select(v => v?.Sequence))} before {first.Sequence}, but there are "
                + string.Join(',', expected.Select(e => e.Sequence)));
        }

        reader.View = pages.Aggregate(reader.View, (view, page) => view.Apply(page));
    }

    private void Restore(ModelClient client, bool isLossy)
    {
        // Readers ask again as soon as the link is back, before the client hears what waits.
        client.Restore(isLossy);
        List<ModelReader> readers = Readers.FindAll(r => r.Client == client);
        readers.ForEach(r => r.Rebase());
        Pump();
        readers.ForEach(r => r.Continue());
    }

    private void Reconnect(ModelClient client)
    {
        if (client.IsCut)
        {
            client.Drop();
            Resume(client);
        }

        client.Reconnect();
        Pump();
        Resume(client);
    }

    private void Resume(ModelClient client) => Readers.FindAll(r => r.Client == client).ForEach(r => r.Resume());

    private static T Complete<T>(Task<T> task)
    {
        ModelClient.Wait(() => task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }

    private void Pump() => Array.ForEach(_clients, client => client.Pump());

    private string Text() => $"text {++_texts}";

    private string Message() => $$"""{"text":"{{Text()}}"}""";

    private static void Repeat(int times, Action what)
    {
        for (; times > 0; times--)
        {
            what();
        }
    }
}
