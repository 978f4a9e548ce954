using System.Threading.Channels;
using Messaging.LocalServer;
using Messaging.Tests.EndToEnd;

namespace Messaging.Tests.Guides;

/// <summary>What <c>docs/rooms.md</c> shows is compiled, and does over the local server what it says.</summary>
public sealed class RoomsGuideTests : ServerTest
{
    private readonly Channel<string> _shown = Channel.CreateUnbounded<string>();

    [Fact]
    public async Task Name_LegalOrNot_IsJoinedOrExplained()
    {
        (RoomsGuide guide, _) = await BeginAsync();

        (await guide.OpenAsync("a/b", default).Within()).Should().BeNull();
        (await guide.OpenAsync("Größe 🦊", default).Within())!.Kind.Should().Be(RoomKind.Live);

        await ShouldShowAsync("A room name must not contain '/', which separates the segments of a topic path.", "'Größe 🦊' is the topic Chat/Größe 🦊.");
    }

    [Fact]
    public async Task Names_OfAnotherCase_AreOtherRooms()
    {
        (RoomsGuide guide, IMessagingClient client) = await BeginAsync();
        IChatRoom small = (await guide.OpenAsync("lobby", default).Within())!;
        IChatRoom capital = await client.JoinAsync("Lobby", new RoomOptions { Kind = RoomKind.History }).Within();

        (small.TopicPath, capital.TopicPath).Should().Be(("Chat/lobby", "Chat/Lobby"));
        (await client.Awaiting(c => c.JoinAsync("lobby", new RoomOptions { Kind = RoomKind.History }).Within()).Should().ThrowAsync<MessagingException>())
            .Which.Code.Should().Be(MessagingErrorCode.RoomKindMismatch);
    }

    [Fact]
    public async Task Visit_Leaves_AndWhatWasSaidStays()
    {
        (RoomsGuide guide, IMessagingClient client) = await BeginAsync();

        await guide.VisitAsync(default).Within();

        IChatRoom room = await client.JoinAsync("Default Room", new RoomOptions { Kind = RoomKind.History }).Within();
        (await room.History.Latest().FirstAsync().AsTask().Within()).Text.Should().Be("Good morning!");
    }

    [Fact]
    public async Task Read_TellsWhatWasAndWhatHappens_UntilTheRoomIsLeft()
    {
        (RoomsGuide guide, IMessagingClient client) = await BeginAsync(o => o.DisplayName = "Ada");
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await room.SendAsync("before").Within();
        Task reading = guide.ReadAsync(room, default);
        await ShouldShowAsync("Ada: before", "--- what follows is live ---");

        string id = await guide.SendAsync(room, default).Within();

        List<string> lines = [await _shown.Reader.ReadAsync().AsTask().Within(), await _shown.Reader.ReadAsync().AsTask().Within()];
        lines.Should().BeEquivalentTo("Kitchen: The kettle is on.", $"{id} is in the room.");
        await room.LeaveAsync().Within();
        await reading.Within();
    }

    [Fact]
    public async Task View_OfALiveRoom_ShowsWhatCame()
    {
        (_, IMessagingClient client) = await BeginAsync();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        var drawn = Channel.CreateUnbounded<IReadOnlyList<RoomViewItem>>();
        Task showing = RoomsGuide.ShowAsync(room, items => drawn.Writer.TryWrite(items), default);
        (await drawn.Reader.ReadAsync().AsTask().Within()).Should().BeEmpty("that is CaughtUp");
        await room.SendAsync("1").Within();
        await room.SendAsync("2").Within();

        await drawn.Reader.ReadAllAsync().FirstAsync(items => items.Select(i => i.Message!.Text).SequenceEqual(["1", "2"])).AsTask().Within();

        await room.LeaveAsync().Within();
        await showing.Within();
    }

    [Fact]
    public async Task Readers_EachHaveTheirOwn()
    {
        (_, IMessagingClient client) = await BeginAsync();
        IChatRoom room = await client.JoinAsync("lobby", new RoomOptions { Kind = RoomKind.History }).Within();
        await room.SendAsync("before").Within();
        var drawn = Channel.CreateUnbounded<RoomEvent>();
        var archived = Channel.CreateUnbounded<RoomEvent>();

        Task both = RoomsGuide.BothAsync(room, events => PassAsync(events, drawn), events => PassAsync(events, archived), default);

        (await drawn.Reader.ReadAsync().AsTask().Within()).Should().BeOfType<MessagePosted>().Which.Message.Text.Should().Be("before");
        (await archived.Reader.ReadAsync().AsTask().Within()).Should().BeOfType<CaughtUp>();
        await room.LeaveAsync().Within();
        await both.Within();
    }

    [Fact]
    public async Task Buffer_OfAReaderThatStops_FailsAsItSays()
    {
        (RoomsGuide guide, IMessagingClient client) = await BeginAsync();
        IChatRoom strict = await guide.JoinStrictlyAsync(default).Within();
        IChatRoom other = await client.JoinAsync("ticker").Within();
        await using IAsyncEnumerator<RoomEvent> slow = strict.ReadAsync().GetAsyncEnumerator();
        (await slow.MoveNextAsync().AsTask().Within()).Should().BeTrue();
        slow.Current.Should().BeOfType<CaughtUp>();

        // The other reader is handed the same values: when it has them all, the buffer has had more than it holds.
        Task quick = other.ReadAsync().FirstAsync(e => e is MessagePosted { Message.Text: "60" }).AsTask();
        foreach (int number in Enumerable.Range(1, 60))
        {
            await other.SendAsync($"{number}").Within();
        }

        await quick.Within();
        int count = 0;
        Func<Task> reading = async () =>
        {
            while (await slow.MoveNextAsync().AsTask().Within())
            {
                count++;
            }
        };
        (await reading.Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.ReaderTooSlow);
        count.Should().Be(50);
    }

    [Fact]
    public async Task Follow_SaysWhatOneMayDo()
    {
        (RoomsGuide guide, IMessagingClient client) = await BeginAsync();
        IChatRoom room = await client.JoinAsync("lobby").Within();

        await guide.FollowAsync(room, default).Within();

        await ShouldShowAsync("Type a message.");
        (await _shown.Reader.ReadAsync().AsTask().Within()).Should().StartWith("Joined since ");
    }

    [Fact]
    public void Defaults_InTheGuide_AreThoseOfTheOptions()
    {
        var options = new RoomOptions();
        (options.Kind, options.ReaderBufferCapacity, options.Overflow).Should().Be((RoomKind.Live, 1024, ReaderOverflow.DropAndRepair));
        RoomName.MaximumLength.Should().Be(200);
        new MessagingOptions().TopicPrefix.Should().Be("Chat");
    }

    private async Task<(RoomsGuide Guide, IMessagingClient Client)> BeginAsync(Action<MessagingOptions>? configure = null)
    {
        LocalDiffusionServer server = await StartServerAsync();
        MessagingClient client = NewClient(server.Url, configure);
        return (new RoomsGuide(client, line => _shown.Writer.TryWrite(line)), client);
    }

    private static async Task PassAsync(IAsyncEnumerable<RoomEvent> events, Channel<RoomEvent> to)
    {
        await foreach (RoomEvent roomEvent in events)
        {
            to.Writer.TryWrite(roomEvent);
        }
    }

    private async Task ShouldShowAsync(params string[] lines)
    {
        foreach (string line in lines)
        {
            (await _shown.Reader.ReadAsync().AsTask().Within()).Should().Be(line);
        }
    }
}
