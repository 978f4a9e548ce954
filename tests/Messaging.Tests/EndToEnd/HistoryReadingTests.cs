using Messaging.LocalServer;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.Tests.EndToEnd;

/// <summary>What readers of a history room are told, over the wire.</summary>
public sealed class HistoryReadingTests : ServerTest
{
    private const string Path = "Chat/lobby";
    private static readonly RoomOptions History = new() { Kind = RoomKind.History };

    [Fact]
    public async Task Read_RoomWithHistory_TellsItAndThenWhatHappens()
    {
        LocalDiffusionServer server = await StartServerAsync();
        ISession ann = Open(server);
        await NewClient(server.Url).JoinAsync("lobby", History).Within();
        await AppendAsync(ann, 150);
        await ann.TimeSeries.EditAsync(Path, 149, Json("edited")).Within();

        IChatRoom other = await NewClient(server.Url).JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = other.ReadAsync().Probe();
        IReadOnlyList<RoomEvent> held = await reader.NextAsync(99);

        held.Should().AllBeOfType<MessagePosted>();
        held.Cast<MessagePosted>().Select(m => m.Message.Event!.Sequence).Should().Equal(Enumerable.Range(51, 99).Select(i => (long)i));
        ((MessagePosted)held[^1]).Message.Should().Match<ChatMessage>(m => m.Text == "edited" && m.Edit!.Sequence == 150);
        (await reader.NextAsync()).Should().Be(new CaughtUp());
        await AppendAsync(ann, 1);
        (await reader.NextAsync()).Should().BeOfType<MessagePosted>().Which.Message.Should().Match<ChatMessage>(
            m => m.Event!.Sequence == 151 && m.Event.Author == "control");
        await ann.TimeSeries.EditAsync(Path, 100, Json("late")).Within();
        (await reader.NextAsync()).Should().BeOfType<MessageEdited>().Which.Message.Text.Should().Be("late");
        await using StreamProbe<RoomEvent> first = other.ReadAsync(ReadFrom.FromSequence(60)).Probe();
        (await first.NextAsync()).Should().BeOfType<MessagePosted>().Which.Message.Event!.Sequence.Should().Be(60);
    }

    [Fact]
    public async Task Read_TooSlow_IsRepairedByQueries()
    {
        LocalDiffusionServer server = await StartServerAsync();
        ISession ann = Open(server);
        IChatRoom room = await NewClient(server.Url)
            .JoinAsync("lobby", History with { ReaderBufferCapacity = 4, RetainedRange = "limit 5000" }).Within();
        await AppendAsync(ann, 3);
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.FromSequence(0)).Probe();
        await ReadUpToAsync(reader, 2);

        await ann.TimeSeries.EditAsync(Path, 1, Json("edited")).Within();
        await AppendAsync(ann, 2000);

        IReadOnlyList<RoomEvent> told = await ReadUpToAsync(reader, 2003);

        told.OfType<Gap>().Should().BeEmpty();
        told.OfType<MessageEdited>().Should().ContainSingle();
        told.OfType<MessagePosted>().Select(m => m.Message.Event!.Sequence)
            .Where(sequence => sequence > 2).Should().Equal(Enumerable.Range(4, 2000).Select(i => (long)i));
    }

    [Fact]
    public async Task Read_TopicRemovedAndAddedAgain_IsSaid()
    {
        LocalDiffusionServer server = await StartServerAsync();
        ISession ann = Open(server);
        IChatRoom room = await NewClient(server.Url).JoinAsync("lobby", History).Within();
        await AppendAsync(ann, 3);
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.FromSequence(0)).Probe();
        await ReadUpToAsync(reader, 2);

        await ann.TopicControl.RemoveTopicsAsync(">" + Path).Within();
        await NewClient(server.Url).JoinAsync("lobby", History).Within();
        await AppendAsync(ann, 1);

        (await ReadUpToAsync(reader, 0)).Where(told => told is not CaughtUp)
            .Should().HaveCount(2).And.HaveElementAt(0, new Gap(GapReason.RoomRecreated) { After = 2 });
        await Log.WhenLoggedAsync("RoomTopicRemoved").Within();
    }

    /// <summary>Reads until this message is told. When the reader was caught up depends on who was faster.</summary>
    private static async Task<IReadOnlyList<RoomEvent>> ReadUpToAsync(StreamProbe<RoomEvent> reader, long sequence)
    {
        List<RoomEvent> told = [];
        do
        {
            told.Add(await reader.NextAsync());
        }
        while (told[^1] is not MessagePosted posted || posted.Message.Event!.Sequence != sequence);
        return told;
    }

    private static ISession Open(LocalDiffusionServer server) =>
        Diffusion.Sessions.Principal("control").Password("password").ConnectionTimeout(60_000).Open(server.Url.ToString());

    private static IJSON Json(string text) => Diffusion.DataTypes.JSON.FromJSONString($$"""{"text":"{{text}}"}""");

    private static async Task AppendAsync(ISession session, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await session.TimeSeries.AppendAsync(Path, Json("posted")).Within();
        }
    }
}
