using CsCheck;
using static Messaging.Tests.Rooms.RoomViewTests;

namespace Messaging.Tests.Rooms;

/// <summary>The view against a model that keeps everything and sorts it anew each time.</summary>
public sealed class RoomViewModelTests
{
    /// <summary>
    /// What readers and pages tell of a series of 30 events: any of them any number of times, in any order, as news or as a
    /// page of history.
    /// </summary>
    private static readonly Gen<(RoomEvent Event, bool IsPage)[]> Deliveries =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 29]).Array[30].SelectMany(series =>
        {
            List<int> originals = [];
            List<(RoomEvent, bool)> told = [];
            for (int sequence = 0; sequence < series.Length; sequence++)
            {
                (int kind, int pick) = series[sequence];
                int original = kind == 0 || originals.Count == 0 ? sequence : originals[pick % originals.Count];
                told.AddRange(original == sequence ? ToldOfOriginal(pick, sequence) : ToldOfEdit(pick, original, sequence));
                if (original == sequence)
                {
                    originals.Add(original);
                }
            }

            return Gen.Int[0, told.Count - 1].Select(i => told[i]).Array[0, 60];
        });

    private static readonly Gen<RoomView> Views = Gen.Select(Gen.Bool, Gen.Bool).Select((isSmall, isLive) =>
    {
        RoomView view = isSmall ? RoomView.WithCapacity(4) : RoomView.Empty;
        return isLive ? view.Apply(new CaughtUp()) : view;
    });

    [Fact]
    public void Apply_AnyDeliveries_EqualsTheModel() =>
        Gen.Select(Deliveries, Views).Sample((deliveries, view) =>
        {
            RoomView folded = Fold(view, deliveries);
            string[] expected = Model(deliveries);

            folded.Items.Select(Show).Should().Equal(expected.TakeLast(view.Capacity));
            folded.IsTruncated.Should().Be(expected.Length > view.Capacity);
        });

    [Fact]
    public void Apply_AnyOrder_IsTheSame() =>
        Gen.Select(Deliveries, Views).SelectMany((deliveries, view) =>
            Gen.Shuffle(deliveries).Select(shuffled => (deliveries, shuffled, view)))
            .Sample(one => Fold(one.view, one.deliveries).Should().Be(Fold(one.view, one.shuffled)));

    [Fact]
    public void Apply_Twice_IsOnce() =>
        Gen.Select(Deliveries, Views).Sample((deliveries, view) =>
        {
            RoomView folded = Fold(view, deliveries);

            Fold(folded, deliveries).Should().BeSameAs(folded);
        });

    /// <summary>Whether a gap or the mark comes before or behind: places are those of the numbers.</summary>
    [Fact]
    public void Apply_MarkAndGapBetween_HoldTheirPlaces() =>
        Gen.Select(Deliveries, Gen.Int[0, 29]).Sample((deliveries, after) =>
        {
            var gap = new Gap(GapReason.EventsLost) { After = after, Before = after + 1 };

            RoomView view = Fold(RoomView.Empty.Apply(gap), deliveries);

            view.Should().Be(Fold(RoomView.Empty, deliveries).Apply(gap));
            view.Gaps.Should().Equal(new RoomViewGap(gap, view.Items.Count(i => i.Event!.Sequence <= after)));
        });

    private static RoomView Fold(RoomView view, IEnumerable<(RoomEvent Event, bool IsPage)> deliveries) =>
        deliveries.Aggregate(view, (v, d) => d.IsPage ? v.Apply(new HistoryPage([d.Event], null)) : v.Apply(d.Event));

    private static (RoomEvent, bool)[] ToldOfOriginal(int pick, int sequence) => pick % 5 == 0
        ? [(Unreadable(sequence), false), (Unreadable(sequence), true)]
        : [(Posted(sequence), false), (Posted(sequence), true)];

    /// <summary>An edit is told as news, or as how the message stands.</summary>
    private static (RoomEvent, bool)[] ToldOfEdit(int pick, int original, int sequence) => (pick % 4) switch
    {
        0 => NewsOrState(Unreadable(original, sequence), Unreadable(original, sequence) with { InPlaceOfPost = true }),
        1 => NewsOrState(Removed(original, sequence), Removed(original, sequence) with { InPlaceOfPost = true }),
        _ => NewsOrState(Edited(original, sequence), Posted(original, sequence)),
    };

    private static (RoomEvent, bool)[] NewsOrState(RoomEvent news, RoomEvent state) => [(news, false), (state, false), (state, true)];

    private static string[] Model((RoomEvent Event, bool IsPage)[] deliveries)
    {
        long begin = deliveries
            .Where(d => d.Event is not (MessageEdited
                or MessageRemoved { InPlaceOfPost: false } or UnreadableMessage { Edit: not null, InPlaceOfPost: false }))
            .Select(d => Original(d.Event))
            .DefaultIfEmpty(long.MaxValue)
            .Min();
        return
        [
            .. deliveries.Where(d => Original(d.Event) >= begin)
                .GroupBy(d => Original(d.Event))
                .OrderBy(versions => versions.Key)
                .Select(versions => Show(RoomView.Empty.Apply(new HistoryPage([Seen(versions.MaxBy(v => Version(v.Event)).Event)], null)).Items[0])),
        ];
    }

    private static RoomEvent Seen(RoomEvent roomEvent) => roomEvent switch
    {
        MessageEdited edited => new MessagePosted(edited.Message),
        MessageRemoved removed => removed with { InPlaceOfPost = true },
        UnreadableMessage unreadable => unreadable with { InPlaceOfPost = true },
        _ => roomEvent,
    };

    private static long Original(RoomEvent roomEvent) => roomEvent switch
    {
        MessagePosted posted => posted.Message.Event!.Sequence,
        MessageEdited edited => edited.Message.Event!.Sequence,
        MessageRemoved removed => removed.Event.Sequence,
        _ => ((UnreadableMessage)roomEvent).Event!.Sequence,
    };

    private static long Version(RoomEvent roomEvent) => roomEvent switch
    {
        MessagePosted posted => (posted.Message.Edit ?? posted.Message.Event!).Sequence,
        MessageEdited edited => edited.Message.Edit!.Sequence,
        MessageRemoved removed => removed.Removal.Sequence,
        _ => (((UnreadableMessage)roomEvent).Edit ?? ((UnreadableMessage)roomEvent).Event!).Sequence,
    };
}
