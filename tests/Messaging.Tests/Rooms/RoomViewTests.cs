namespace Messaging.Tests.Rooms;

public sealed class RoomViewTests
{
    [Fact]
    public void Empty_HasNothing()
    {
        RoomView.Empty.Items.Should().BeEmpty();
        RoomView.Empty.Gaps.Should().BeEmpty();
        RoomView.Empty.LiveFrom.Should().BeNull();
        RoomView.Empty.IsTruncated.Should().BeFalse();
        RoomView.Empty.Capacity.Should().Be(RoomView.DefaultCapacity).And.Be(10_000);
    }

    [Fact]
    public void Apply_HistoryThenLive_ShowsTheRoomAndWhereLiveBegins()
    {
        RoomView view = Fold(Posted(1), Removed(2, 5), Posted(3, edit: 6), new CaughtUp(), Posted(7), Edited(1, 8), Removed(7, 9));

        view.Items.Select(Show).Should().Equal("1.8", "2.5 removed", "3.6", "7.9 removed");
        view.LiveFrom.Should().Be(3);
        view.Items[0].Should().Match<RoomViewItem>(i => i.Message!.Text == "1.8" && i.Event == Meta(1) && i.Edit == Meta(8));
        view.Items[1].Should().Match<RoomViewItem>(i => i.Message == null && i.Event == Meta(2) && i.Edit == Meta(5));
    }

    [Fact]
    public void Apply_OlderVersion_NeverReplacesANewerOne() =>
        Fold(Posted(1, edit: 8), Posted(1), Edited(1, 7)).Items.Select(Show).Should().Equal("1.8");

    [Fact]
    public void Apply_EditOfAnOlderMessage_ShowsWhenItsPageIsThere()
    {
        RoomView live = Fold(Posted(5), new CaughtUp(), Edited(2, 9), Removed(3, 10), Unreadable(4, 11));
        live.Items.Select(Show).Should().Equal("5");

        RoomView one = live.Apply(new HistoryPage([Posted(4)], null));
        one.Items.Select(Show).Should().Equal("4.11 unreadable", "5");

        RoomView all = one.Apply(new HistoryPage([Posted(1), Posted(2, edit: 6), Posted(3)], null));
        all.Items.Select(Show).Should().Equal("1", "2.9", "3.10 removed", "4.11 unreadable", "5");
        all.LiveFrom.Should().Be(5);
    }

    [Fact]
    public void Apply_RemovedBeforeItWasTold_ShowsInThePlaceOfTheMessage()
    {
        MessageRemoved removed = Removed(6, 8) with { InPlaceOfPost = true };
        UnreadableMessage unreadable = Unreadable(7, 9) with { InPlaceOfPost = true };

        RoomView view = Fold(new CaughtUp(), Removed(3, 10), removed, unreadable, Posted(11));

        view.Items.Select(Show).Should().Equal("6.8 removed", "7.9 unreadable", "11");
        view.LiveFrom.Should().Be(0);
    }

    [Fact]
    public void Apply_PageThatBeginsWithARemovedMessage_ShowsIt()
    {
        RoomView view = Fold(Posted(5), new CaughtUp()).Apply(new HistoryPage([Removed(3, 7) with { InPlaceOfPost = true }, Unreadable(4, 8)], null));

        view.Items.Select(Show).Should().Equal("3.7 removed", "4.8 unreadable", "5");
        view.LiveFrom.Should().Be(3);
    }

    [Fact]
    public void Apply_EditOfAMessageWithinTheView_ShowsAlthoughTheMessageWasLost() =>
        Fold(Posted(5), new CaughtUp(), new Gap(GapReason.EventsLost) { After = 5, Before = 8 }, Edited(6, 8))
            .Items.Select(Show).Should().Equal("5", "6.8");

    [Fact]
    public void LiveFrom_ReaderWithoutHistory_IsBeforeTheFirstLiveMessage()
    {
        RoomView empty = Fold(new CaughtUp());
        empty.LiveFrom.Should().Be(0);

        RoomView live = Fold(new CaughtUp(), Posted(9), Posted(8));
        live.LiveFrom.Should().Be(0);

        RoomView all = live.Apply(new HistoryPage([Posted(6), Posted(7)], null));
        all.Items.Select(Show).Should().Equal("6", "7", "8", "9");
        all.LiveFrom.Should().Be(2);
        empty.Apply(new HistoryPage([Posted(6), Posted(7)], null)).LiveFrom.Should().Be(2);
    }

    [Fact]
    public void Apply_SecondCaughtUp_ChangesNothing()
    {
        RoomView view = Fold(Posted(1), new CaughtUp(), Posted(2));

        view.Apply(new CaughtUp()).Should().BeSameAs(view);
        view.LiveFrom.Should().Be(1);
    }

    [Fact]
    public void Gaps_HaveTheirPlace()
    {
        var retained = new Gap(GapReason.NotRetained) { After = 1, Before = 5 };
        var lost = new Gap(GapReason.EventsLost) { After = 7, Before = 9 };
        var ended = new Gap(GapReason.SubscriptionEnded);

        RoomView view = Fold(retained, Posted(5), Posted(6), new CaughtUp(), lost, Posted(9), ended, retained, lost, ended);

        view.Gaps.Should().Equal(new RoomViewGap(retained, 0), new RoomViewGap(lost, 2), new RoomViewGap(ended, 3));
        view.Apply(new HistoryPage([Posted(1)], null)).Gaps.Select(g => g.Index).Should().Equal(1, 3, 4);
    }

    [Fact]
    public void Apply_RoomRecreated_Clears()
    {
        var recreated = new Gap(GapReason.RoomRecreated) { After = 6 };
        RoomView view = Fold(Posted(5), new CaughtUp(), Edited(1, 6), recreated);

        view.Items.Should().BeEmpty();
        view.Gaps.Should().Equal(new RoomViewGap(recreated, 0));
        view.Apply(recreated).Should().Be(view);

        RoomView next = view.Apply(Removed(0, 2)).Apply(Posted(1));
        next.Items.Select(Show).Should().Equal("0.2 removed", "1");
        next.LiveFrom.Should().Be(0);
        next.Gaps.Should().Equal(new RoomViewGap(recreated, 0));
    }

    [Fact]
    public void Capacity_OldestGoFirstAndItSaysSo()
    {
        RoomView full = Enumerable.Range(0, 3).Aggregate(RoomView.WithCapacity(3), (v, i) => v.Apply(Posted(i)));
        full.IsTruncated.Should().BeFalse();

        RoomView more = full.Apply(new CaughtUp()).Apply(Posted(3)).Apply(Posted(4));

        more.Items.Select(Show).Should().Equal("2", "3", "4");
        more.IsTruncated.Should().BeTrue();
        more.LiveFrom.Should().Be(1);
        more.Apply(Posted(1)).Should().BeSameAs(more);
        more.Apply(Edited(1, 9)).Should().BeSameAs(more);
        more.Apply(Edited(2, 9)).Items.Select(Show).Should().Equal("2.9", "3", "4");
        full.Items.Select(Show).Should().Equal(["0", "1", "2"], because: "a view never changes");
    }

    [Fact]
    public void Capacity_GapsBeforeTheFirstItem_GoWithWhatIsGivenUp()
    {
        var gap = new Gap(GapReason.EventsLost) { After = 0, Before = 2 };
        RoomView view = new RoomEvent[] { Posted(0), gap, Posted(2), Posted(3) }.Aggregate(RoomView.WithCapacity(2), (v, e) => v.Apply(e));

        view.Gaps.Should().BeEmpty();
        view.Apply(gap).Should().BeSameAs(view);
    }

    [Fact]
    public void Capacity_EditsThatWaitForTheirMessage_CountToo()
    {
        RoomView view = RoomView.WithCapacity(4).Apply(Posted(1_000)).Apply(new CaughtUp());
        RoomView waiting = Enumerable.Range(0, 100).Aggregate(view, (v, i) => v.Apply(Edited(i, 2_000 + i)));

        waiting.IsTruncated.Should().BeFalse();
        waiting.Apply(Edited(96, 3_000)).Should().BeSameAs(waiting);
        waiting.Apply(new HistoryPage([.. Enumerable.Range(95, 5).Select(i => Posted(i))], null)).Items.Select(Show)
            .Should().Equal("97.2097", "98.2098", "99.2099", "1000");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public void WithCapacity_OutsideTheRange_IsRefused(int capacity) =>
        FluentActions.Invoking(() => RoomView.WithCapacity(capacity)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Apply_LiveRoom_AppendsWhatIsNotThere()
    {
        var gap = new Gap(GapReason.SessionReplaced);
        var unreadable = new UnreadableMessage("7", "It is a JSON number.");

        RoomView view = Fold(Live("a"), new CaughtUp(), Live("b"), gap, Live("b"), Live("c"), unreadable, Live(null), Live(null));

        view.Items.Select(Show).Should().Equal("a", "b", "c", " unreadable", "?", "?");
        view.LiveFrom.Should().Be(1);
        view.Gaps.Should().Equal(new RoomViewGap(gap, 2));
    }

    [Fact]
    public void Capacity_LiveRoom_KeepsPlacesRight()
    {
        var gap = new Gap(GapReason.ReaderTooSlow, 2);
        RoomView view = new RoomEvent[] { Live("a"), Live("b"), new CaughtUp(), Live("c"), gap, Live("d") }
            .Aggregate(RoomView.WithCapacity(3), (v, e) => v.Apply(e));

        view.Items.Select(Show).Should().Equal("b", "c", "d");
        view.LiveFrom.Should().Be(1);
        view.Gaps.Should().Equal(new RoomViewGap(gap, 2));

        RoomView later = view.Apply(Live("e")).Apply(Live("f")).Apply(Live("a"));
        later.Items.Select(Show).Should().Equal(["e", "f", "a"], because: "the first one's id was given up with it");
        later.LiveFrom.Should().Be(0);
        later.Gaps.Should().BeEmpty();
    }

    [Fact]
    public void Find_ByTheOriginalsNumber()
    {
        RoomView view = Fold(Posted(1), Posted(3, edit: 4));

        Show(view.Find(3)!).Should().Be("3.4");
        view.Find(4).Should().BeNull();
    }

    [Fact]
    public void Equals_SameEvents_IsEqualByValue()
    {
        Fold(Posted(1), Posted(2)).Should().Be(Fold(Posted(1), Posted(2)));
        Fold(Posted(1), Posted(2)).GetHashCode().Should().Be(Fold(Posted(1), Posted(2)).GetHashCode());
        Fold(Posted(1), Posted(2)).Should().NotBe(Fold(Posted(1), Posted(3)));
        Fold(Posted(1)).Should().NotBe(Fold(Posted(1), new CaughtUp()));
        Fold(Posted(1)).Should().NotBe(Fold(Posted(1), Edited(0, 2)), because: "they would differ after the next page");
    }

    [Fact]
    public void Apply_Null_IsRefused()
    {
        FluentActions.Invoking(() => RoomView.Empty.Apply((RoomEvent)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => RoomView.Empty.Apply((HistoryPage)null!)).Should().Throw<ArgumentNullException>();
    }

    internal static EventMetadata Meta(long sequence) => new(sequence, DateTimeOffset.FromUnixTimeMilliseconds(sequence), "ann");

    internal static MessagePosted Posted(long sequence, long? edit = null) => new(Message(sequence, edit));

    internal static MessageEdited Edited(long sequence, long edit) => new(Message(sequence, edit));

    internal static MessageRemoved Removed(long sequence, long removal) => new(Meta(sequence), Meta(removal));

    internal static UnreadableMessage Unreadable(long sequence, long? edit = null) =>
        new($"{sequence}", "It is a JSON number.") { Event = Meta(sequence), Edit = edit is { } e ? Meta(e) : null };

    internal static string Show(RoomViewItem item) => (item.State, item.Event) switch
    {
        (RoomViewItemState.Message, null) => item.Message!.Id?.Value ?? "?",
        (RoomViewItemState.Message, _) => item.Message!.Text,
        (RoomViewItemState.Removed, _) => Label(item) + " removed",
        _ => Label(item) + " unreadable",
    };

    private static string Label(RoomViewItem item) => item.Edit is { } edit ? $"{item.Event!.Sequence}.{edit.Sequence}" : $"{item.Event?.Sequence}";

    private static ChatMessage Message(long sequence, long? edit) => new()
    {
        Text = edit is null ? $"{sequence}" : $"{sequence}.{edit}", Event = Meta(sequence), Edit = edit is { } e ? Meta(e) : null,
    };

    private static MessagePosted Live(string? id) => new(new ChatMessage { Text = "hi", Id = id is null ? null : new MessageId(id) });

    private static RoomView Fold(params RoomEvent[] events) => events.Aggregate(RoomView.Empty, (view, e) => view.Apply(e));
}
