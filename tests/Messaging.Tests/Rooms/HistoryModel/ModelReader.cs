namespace Messaging.Tests.Rooms.HistoryModel;

/// <summary>
/// A reader that the schedule moves step by step. It takes a step only when there is certain to be something to tell, so
/// that it never waits for a signal between threads; at the end there always is.
/// </summary>
internal sealed class ModelReader
{
    /// <summary>Who asks the server, on whatever thread.</summary>
    public static readonly AsyncLocal<ModelReader?> Current = new();

    private readonly World _world;
    private readonly IAsyncEnumerator<RoomEvent> _events;
    private Task<bool>? _step;
    private bool _isFresh;
    private EventMetadata? _last;
    private (int Series, long Original) _mark;

    public ModelReader(World world, ModelClient client, ReadFrom from, RoomOptions options, IChatRoom room)
    {
        _world = world;
        Client = client;
        From = from;
        Options = options;
        Room = room;
        _mark = client.Visible;
        Asked = Asked.At(world, from);
        Known = client.Known;
        Received = client.Received;
        _events = room.ReadAsync(from).GetAsyncEnumerator();
        Step();
    }

    public ModelClient Client { get; }

    public ReadFrom From { get; }

    public RoomOptions Options { get; }

    public IChatRoom Room { get; }

    public Asked Asked { get; private set; }

    public List<Told> Told { get; } = [];

    /// <summary>The view that an app would show: the stream, and older pages.</summary>
    public RoomView View { get; set; } = RoomView.Empty;

    /// <summary>What its client knew when this reader began.</summary>
    public (int Series, long Last) Known { get; private set; }

    /// <summary>How many events the client had received when this reader began.</summary>
    public int Received { get; }

    public bool IsCaughtUp { get; private set; }

    /// <summary>Why the enumeration failed.</summary>
    public MessagingException? Failure { get; private set; }

    /// <summary>Whether an answer to a query of this reader is held back.</summary>
    public bool IsAsking { get; set; }

    /// <summary>Whether there certainly is something to tell.</summary>
    public bool HasMore => Failure is null && (!IsCaughtUp || _mark.CompareTo(Client.Visible) < 0 || IsOwed(_last));

    /// <summary>Whether it waits for the schedule.</summary>
    public bool IsBlocked => _step is not null && (IsAsking || !Client.IsUp);

    /// <summary>A session is gone, or there is one again.</summary>
    public void Resume()
    {
        Rebase();
        Continue();
    }

    /// <summary>Who was told nothing begins anew, unless it said where.</summary>
    public void Rebase()
    {
        if (Told.Count == 0 && From.Sequence is null)
        {
            Asked = Asked.At(_world, From);
            Known = Client.Known;
            _mark = Client.Visible;
        }
    }

    /// <summary>Reads up to this message, which has reached the client.</summary>
    public void ReadTo(EventMetadata last)
    {
        for (_last = last; HasMore;)
        {
            Step();
        }
    }

    /// <summary>Takes a step if there is one to take.</summary>
    public void Step()
    {
        if (_step is null && HasMore)
        {
            Current.Value = this;
            _isFresh = true;
            _step = _events.MoveNextAsync().AsTask();
            Current.Value = null;
        }

        Continue();
    }

    /// <summary>Sees what has become of the step that was taken.</summary>
    public void Continue()
    {
        if (_step is null)
        {
            return;
        }

        if (!_step.IsCompleted && !IsBlocked)
        {
            // On this thread nothing more can come of a step that was taken just now and does not wait for an answer.
            if (_isFresh)
            {
                throw new ModelException(this, "is waiting, but there is something to tell");
            }

            if (!SpinWait.SpinUntil(() => _step.IsCompleted || IsAsking, ModelClient.Patience))
            {
                throw new ModelException(this, "is stuck");
            }
        }

        _isFresh = false;
        if (_step.IsCompleted)
        {
            Task<bool> step = _step;
            _step = null;
            Take(step);
        }
    }

    private void Take(Task<bool> step)
    {
        if (step.IsFaulted)
        {
            Failure = step.Exception.InnerException as MessagingException
                      ?? throw new ModelException(this, $"failed: {step.Exception}");
            return;
        }

        if (!step.Result)
        {
            throw new ModelException(this, "ended");
        }

        Told told = new(_events.Current, _world.SeriesNumber, _world.Retained);
        Told.Add(told);
        View = View.Apply(told.Event);
        switch (told.Event)
        {
            case CaughtUp:
                IsCaughtUp = true;
                Asked = Asked.CaughtUp(_world);
                break;
            case Gap { Before: { } before, Reason: not GapReason.RoomRecreated } when LastSeries is { } last:
                Advance((last, before - 1));
                break;
            case Gap:
                // It is about all that the client knew to have happened, also if that was nothing but an edit of a lost message.
                Advance(Client.Visible);
                Advance(Client.Known);
                break;
            default:
                if (_world.Truth.Find(told.Message) is { } message)
                {
                    // What comes behind a gap says which series it was about: it may be taken for the continuation of another.
                    if (Told.Count > 1 && Told[^2].Event is Gap { Before: { } skipped })
                    {
                        Advance((message.Series, skipped - 1));
                    }

                    Advance((message.Series, told.Event is MessageEdited ? -1 : message.Original));
                }

                break;
        }
    }

    // That it has caught up may come behind it: a reader whose beginning was interrupted begins with what there is by then.
    private bool IsOwed(EventMetadata? last) => last is not null && Told.FindLast(told => told.Event is not CaughtUp)?.Message != last;

    /// <summary>The series of the latest message; null when the stream has said since that there is another.</summary>
    private int? LastSeries =>
        Enumerable.Reverse(Told).TakeWhile(t => t.Event is not Gap { Reason: GapReason.RoomRecreated })
            .Select(t => _world.Truth.Find(t.Message)?.Series).FirstOrDefault(series => series is not null);

    private void Advance((int Series, long Original) mark)
    {
        if (mark.CompareTo(_mark) > 0)
        {
            _mark = mark;
        }
    }
}
