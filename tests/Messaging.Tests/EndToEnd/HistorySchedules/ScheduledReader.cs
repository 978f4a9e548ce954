namespace Messaging.Tests.EndToEnd.HistorySchedules;

/// <summary>A reader, what it was told, and whether that is right.</summary>
internal sealed class ScheduledReader(ReaderPlan plan, ReadFrom from, IAsyncEnumerator<RoomEvent> events, ValueTask<bool> begun)
{
    /// <summary>The text of the message with which everything ends.</summary>
    public const string End = "the end";

    private readonly List<RoomEvent> _told = [];
    private RoomView _view = RoomView.Empty;

    /// <summary>A message with this number or a higher one was certainly posted after the reader had begun.</summary>
    public long? CertainlyLive { get; init; }

    /// <summary>Reads until it is told of the end. Who starts late is told of it before it has caught up.</summary>
    /// <param name="written">Completes when there is nothing more to be told but the end.</param>
    public async Task ReadAsync(Task written)
    {
        await using IAsyncDisposable _ = events;
        bool isAtEnd = false;
        for (ValueTask<bool> step = begun; ; step = events.MoveNextAsync())
        {
            (await step).Should().BeTrue(because: "nobody ends the reader");
            _told.Add(events.Current);
            _view = _view.Apply(events.Current);
            isAtEnd |= events.Current is MessagePosted { Message.Text: End };
            if (isAtEnd && _told.OfType<CaughtUp>().Any())
            {
                return;
            }

            if (_told.Count == plan.PausesAfter)
            {
                await written;
            }
        }
    }

    /// <summary>Compares with what the server has.</summary>
    public void Check(RoomView truth)
    {
        _told.OfType<CaughtUp>().Should().ContainSingle();
        _told.Select(Version).Where(version => version is not null).Should().OnlyHaveUniqueItems("nothing is told twice");
        long first = truth.Items[0].Event!.Sequence;
        (long After, long Before)[] gaps = [.. _told.Select((told, i) => (told as Gap, i)).Where(g => g.Item1 is not null).Select(g => Extent(g.Item1!, g.i))];
        foreach (Gap gap in _told.OfType<Gap>())
        {
            gap.Reason.Should().NotBe(GapReason.RoomRecreated).And.NotBe(GapReason.SubscriptionEnded);
            bool isAsked = plan.Overflow == ReaderOverflow.DropOldest && gap.Reason == GapReason.ReaderTooSlow;
            (isAsked || first > (gap.After ?? -1) + 1).Should().BeTrue($"the server has all that {gap} says is missing");
        }

        foreach (RoomViewItem item in truth.Items.Where(IsDue))
        {
            bool isMissing = gaps.Any(gap => IsIn(gap, item.Event!) || (item.Edit is { } edit && IsIn(gap, edit)));
            if (!isMissing)
            {
                (_view.Find(item.Event!.Sequence) is { } shown ? Describe(shown) : "nothing").Should().Be(Describe(item));
            }
        }
    }

    public override string ToString() =>
        $"{plan} reads {from}, certainly live from {CertainlyLive}, and was told:\n{string.Join('\n', _told.Select(Describe))}";

    public static string Describe(RoomView view) =>
        string.Join('\n', view.Items.Select(Describe));

    /// <summary>All that is the same for everybody: not whose message it is.</summary>
    private static string Describe(RoomViewItem item) =>
        $"{item.Event!.Sequence}/{item.Edit?.Sequence} {item.State} {item.Message?.Text} {item.Message?.Id} {item.Event} {item.Edit}";

    private static string Describe(RoomEvent told) => told switch
    {
        MessagePosted { Message: var m } => $"posted {m.Event!.Sequence}/{m.Edit?.Sequence} {m.Text}",
        MessageEdited { Message: var m } => $"edited {m.Event!.Sequence}/{m.Edit?.Sequence} {m.Text}",
        MessageRemoved removed => $"removed {removed.Event?.Sequence}/{removed.Removal?.Sequence}",
        _ => told.ToString(),
    };

    /// <summary>
    /// Whether the reader has to know it. What the latest ones are is seen when the server is asked, which may be after some
    /// that came live meanwhile, or after a connection that was cut. But who was told of fewer than it asked for was told of all.
    /// </summary>
    private bool IsDue(RoomViewItem item) =>
        item.Event!.Sequence >= _view.Items[0].Event!.Sequence
        || plan.From switch
        {
            Start.LiveOnly => item.Event.Sequence >= CertainlyLive,
            Start.FromSequence => item.Event.Sequence >= from.Sequence,
            Start.FromTime => item.Event.Timestamp >= from.Time,
            _ => _view.Items.Count < from.Count,
        };

    /// <summary>What a gap covers. When it does not say where it ends, it ends before what is told next.</summary>
    private (long After, long Before) Extent(Gap gap, int index) =>
        (gap.After ?? -1, gap.Before ?? _told.Skip(index).Select(Version).FirstOrDefault(version => version is not null) ?? long.MaxValue);

    private static bool IsIn((long After, long Before) gap, EventMetadata @event) =>
        @event.Sequence > gap.After && @event.Sequence < gap.Before;

    /// <summary>The number of the event that this is about.</summary>
    private static long? Version(RoomEvent told) => told switch
    {
        MessagePosted posted => (posted.Message.Edit ?? posted.Message.Event)!.Sequence,
        MessageEdited edited => edited.Message.Edit!.Sequence,
        MessageRemoved removed => removed.Removal!.Sequence,
        UnreadableMessage unreadable => (unreadable.Edit ?? unreadable.Event)!.Sequence,
        _ => null,
    };
}
