namespace Messaging.Chaos.Tests.Evidence;

/// <summary>The verdict finds each fault that it is there for.</summary>
public sealed class VerdictTests
{
    private const string Room = "room";

    [Fact]
    public void Find_AllIsWell_FindsNothing()
    {
        Find(
            History((0, "w-0000001"), (1, "w-0000002")),
            [Sent(1, Outcome.Accepted, 0), Sent(2, Outcome.Unknown), Sent(3, Outcome.Unknown), Sent(4, Outcome.NotThere)],
            Reader(Posted(0, "w-0000001"), new CaughtUp(), Posted(1, "w-0000002"))).Should().BeEmpty();
    }

    [Fact]
    public void Find_AcceptedMessageIsMissing_Tells() =>
        Find(History(), [Sent(1, Outcome.Accepted, 0)], Reader()).Should().ContainSingle().Which.Should().Contain("lost w-0000001");

    [Fact]
    public void Find_AcceptedMessageHasAnotherNumber_Tells() =>
        Find(History((1, "w-0000001")), [Sent(1, Outcome.Accepted, 0)], Reader(Posted(1, "w-0000001")))
            .Should().ContainSingle().Which.Should().Contain("lost w-0000001");

    [Fact]
    public void Find_MessageIsThereTwice_Tells() =>
        Find(History((0, "w-0000001"), (1, "w-0000001")), [Sent(1, Outcome.Accepted, 0)], Reader(Posted(0, "w-0000001"), Posted(1, "w-0000001")))
            .Should().ContainSingle().Which.Should().Contain("2 times");

    [Fact]
    public void Find_DeniedMessageIsThere_Tells() =>
        Find(History((0, "w-0000001")), [Sent(1, Outcome.NotThere)], Reader(Posted(0, "w-0000001")))
            .Should().ContainSingle().Which.Should().Contain("not there");

    [Fact]
    public void Find_MessageOfNobody_Tells() =>
        Find(History((0, "x")), [], Reader(Posted(0, "x"))).Should().ContainSingle().Which.Should().Contain("nobody sent");

    [Fact]
    public void Find_MessagesOvertook_Tells() =>
        Find(
            History((0, "w-0000002"), (1, "w-0000001")),
            [Sent(1, Outcome.Accepted, 1), Sent(2, Outcome.Accepted, 0)],
            Reader(Posted(0, "w-0000002"), Posted(1, "w-0000001"))).Should().ContainSingle().Which.Should().Contain("before an earlier");

    [Fact]
    public void Find_ReaderMissedAMessage_Tells() =>
        Find(History((0, "w-0000001")), [Sent(1, Outcome.Accepted, 0)], Reader()).Should().ContainSingle().Which.Should().Contain("neither told");

    [Fact]
    public void Find_ReaderMissedAMessageInAGap_FindsNothing()
    {
        SentMessage[] sent = [Sent(1, Outcome.Accepted, 0), Sent(2, Outcome.Accepted, 1), Sent(3, Outcome.Accepted, 2)];
        var history = History((0, "w-0000001"), (1, "w-0000002"), (2, "w-0000003"));

        Find(history, sent, Reader(Posted(0, "w-0000001"), new Gap(GapReason.EventsLost), Posted(2, "w-0000003"))).Should().BeEmpty();
        Find(history, sent, Reader(Posted(0, "w-0000001"), new Gap(GapReason.EventsLost) { After = 0, Before = 2 }, Posted(2, "w-0000003"))).Should().BeEmpty();
        Find(history, sent, Reader(Posted(0, "w-0000001"), new Gap(GapReason.SessionReplaced))).Should().BeEmpty();
    }

    [Fact]
    public void Find_GapIsElsewhere_Tells() =>
        Find(
            History((0, "w-0000001"), (1, "w-0000002"), (2, "w-0000003")),
            [Sent(1, Outcome.Accepted, 0), Sent(2, Outcome.Accepted, 1), Sent(3, Outcome.Accepted, 2)],
            Reader(new Gap(GapReason.EventsLost), Posted(0, "w-0000001"), Posted(2, "w-0000003")))
            .Should().ContainSingle().Which.Should().Contain("w-0000002 (1)");

    [Fact]
    public void Find_ReaderWasToldTwice_Tells() =>
        Find(History((0, "w-0000001")), [Sent(1, Outcome.Accepted, 0)], Reader(Posted(0, "w-0000001"), Posted(0, "w-0000001")))
            .Should().ContainSingle().Which.Should().Contain("twice");

    [Fact]
    public void Find_ReaderWasToldInAnotherOrder_Tells() =>
        Find(
            History((0, "w-0000001"), (1, "w-0000002")),
            [Sent(1, Outcome.Accepted, 0), Sent(2, Outcome.Accepted, 1)],
            Reader(Posted(1, "w-0000002"), Posted(0, "w-0000001"))).Should().ContainSingle().Which.Should().Contain("after 1");

    [Fact]
    public void Find_ReaderWasToldSomethingElse_Tells() =>
        Find(History((0, "w-0000001")), [Sent(1, Outcome.Accepted, 0)], Reader(Posted(0, "other")))
            .Should().ContainSingle().Which.Should().Contain("the room holds w-0000001");

    private static IReadOnlyList<string> Find(Dictionary<long, string> history, SentMessage[] sent, ReaderFold reader) =>
        Verdict.Find(new Dictionary<string, IReadOnlyDictionary<long, string>> { [Room] = history }, sent, [reader]);

    private static Dictionary<long, string> History(params (long Number, string Text)[] messages) =>
        messages.ToDictionary(message => message.Number, message => message.Text);

    private static SentMessage Sent(int number, Outcome outcome, long? sequence = null) => new(Room, "w", number, outcome, sequence);

    private static MessagePosted Posted(long sequence, string text) =>
        new(new ChatMessage { Text = text, Event = new EventMetadata(sequence, DateTimeOffset.UnixEpoch, "") });

    private static ReaderFold Reader(params RoomEvent[] events)
    {
        var fold = new ReaderFold("reader", Room);
        foreach (RoomEvent roomEvent in events)
        {
            fold.Apply(roomEvent);
        }

        return fold;
    }
}
