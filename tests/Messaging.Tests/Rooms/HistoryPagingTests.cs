using System.Buffers.Text;
using System.Text;
using CsCheck;
using Messaging.Rooms.History;
using Messaging.Sessions;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms;

public sealed class HistoryPagingTests : HistoryReadingTest
{
    [Fact]
    public async Task Latest_InPages_LeadsBackwardsEachPageInTheOrderOfTheRoom()
    {
        IRoomHistory history = await HistoryOfAsync(7);

        (await PagesAsync(history.Latest(), 3)).Should().Equal("4 5 6", "1 2 3", "0");

        Queries.Should().Equal("from last 5 to end", "from 3 to previous 5", "from 0 to previous 5");
    }

    [Fact]
    public async Task Earliest_InPages_LeadsForwards()
    {
        IRoomHistory history = await HistoryOfAsync(7);

        (await PagesAsync(history.Earliest(), 3)).Should().Equal("0 1 2", "3 4 5", "6");
    }

    [Fact]
    public async Task BeforeAndFrom_Sequence_DivideTheRoom()
    {
        IRoomHistory history = await HistoryOfAsync(6);

        (await PagesAsync(history.Before(4), 2)).Should().Equal("2 3", "0 1");
        (await PagesAsync(history.From(4), 2)).Should().Equal("4 5");
        (await PagesAsync(history.Before(0), 2)).Should().Equal("");
        (await PagesAsync(history.From(6), 2)).Should().Equal("");
        (await PagesAsync(history.Before(long.MaxValue), 9)).Should().Equal("0 1 2 3 4 5");
        (await PagesAsync(history.From(long.MaxValue), 9)).Should().Equal("");
    }

    [Fact]
    public async Task BeforeAndFrom_Time_DivideTheRoomToTheTick()
    {
        AddRoom();
        DateTimeOffset start = Time.GetUtcNow();
        for (int i = 0; i < 6; i++)
        {
            Post();
            Time.Advance(TimeSpan.FromMilliseconds(i % 2));
        }

        // Two messages each at 0, 1 and 2 milliseconds.
        IRoomHistory history = (await NewClient().JoinAsync("lobby", History).Within()).History;

        (await PagesAsync(history.Before(start.AddMilliseconds(1)), 9)).Should().Equal("0 1");
        (await PagesAsync(history.Before(start.AddMilliseconds(1).AddTicks(1)), 9)).Should().Equal("0 1 2 3");
        (await PagesAsync(history.From(start.AddMilliseconds(1)), 9)).Should().Equal("2 3 4 5");
        (await PagesAsync(history.From(start.AddMilliseconds(1).AddTicks(1)), 1)).Should().Equal("4", "5");
        (await PagesAsync(history.Before(DateTimeOffset.MinValue), 9)).Should().Equal("");
        (await PagesAsync(history.From(DateTimeOffset.MinValue), 9)).Should().Equal("0 1 2 3 4 5");
        (await PagesAsync(history.Before(DateTimeOffset.MaxValue), 9)).Should().Equal("0 1 2 3 4 5");
        (await PagesAsync(history.From(DateTimeOffset.MaxValue), 9)).Should().Equal("");
    }

    [Fact]
    public async Task Pages_MessagesEditedRemovedAndUnreadable_AreAsTheyStand()
    {
        AddRoom();
        Post(3);
        Server.Append(Path, "7");
        Edit(0);
        RemoveMessage(1);
        Server.Edit(Path, 2, "[]");
        IRoomHistory history = (await NewClient().JoinAsync("lobby", History).Within()).History;

        HistoryPage page = await history.Latest().AsPages().SingleAsync().AsTask().Within();

        page.Events.Select(Word).Should().Equal("0*4", "removal 1*5", "unreadable 2", "unreadable 3");
        page.Messages.Select(m => m.Text).Should().Equal("edited");
        page.Continuation.Should().BeNull();
        page.Should().Be(new HistoryPage([.. page.Events], null)).And.NotBe(page with { Continuation = "x" });
        page.GetHashCode().Should().Be(new HistoryPage([.. page.Events], null).GetHashCode());
    }

    [Fact]
    public async Task Messages_Backwards_ComeNewestFirst()
    {
        AddRoom(retained: "limit 300", subscription: "limit 10");
        Post(250);
        RemoveMessage(248);
        IRoomHistory history = (await NewClient().JoinAsync("lobby", History).Within()).History;

        (await history.Latest().Take(3).Select(m => m.Event!.Sequence).ToArrayAsync().AsTask().Within()).Should().Equal(249, 247, 246);
        Queries.Should().HaveCount(1);
        (await history.Latest().Select(m => m.Event!.Sequence).ToArrayAsync().AsTask().Within()).Should()
            .Equal(Enumerable.Range(0, 250).Where(i => i != 248).Reverse().Select(i => (long)i));
        (await history.From(100).Select(m => m.Event!.Sequence).ToArrayAsync().AsTask().Within()).Should()
            .Equal(Enumerable.Range(100, 150).Where(i => i != 248).Select(i => (long)i));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resume_InAnotherClient_GoesOnBehindThePage(bool backwards)
    {
        IRoomHistory history = await HistoryOfAsync(6);
        HistoryPage first = await (backwards ? history.Latest() : history.Earliest()).AsPages(2).FirstAsync().AsTask().Within();
        IRoomHistory other = (await NewClient().JoinAsync("lobby", History).Within()).History;

        (await PagesAsync(other.Resume(first.Continuation!), 3)).Should().Equal(backwards ? ["1 2 3", "0"] : ["2 3 4", "5"]);
    }

    [Fact]
    public async Task Resume_WhatIsNoContinuation_IsRefused()
    {
        IRoomHistory history = await HistoryOfAsync(3);
        string good = (await history.Latest().AsPages(1).FirstAsync().AsTask().Within()).Continuation!;
        IRoomHistory kitchen = (await NewClient().JoinAsync("kitchen", History).Within()).History;

        kitchen.Invoking(h => h.Resume(good)).Should().Throw<ArgumentException>().WithMessage("*'Chat/lobby'*'Chat/kitchen'*");
        history.Invoking(h => h.Resume(null!)).Should().Throw<ArgumentException>();
        foreach (string text in (string[])["", "2", "not base64!", good[1..], good + "A", Text("room-history-2 before 2 Chat/lobby"),
                     Text("room-history-1 beside 2 Chat/lobby"), Text("room-history-1 before -2 Chat/lobby"), Text("room-history-1 before 2"),
                     Text("room-history-1 from 99999999999999999999 Chat/lobby"), new string('A', 1_000_000)])
        {
            history.Invoking(h => h.Resume(text)).Should().Throw<ArgumentException>();
        }

        history.Invoking(h => h.Resume(Text("room-history-1 before 2 Chat/lobby"))).Should().NotThrow();
    }

    [Fact]
    public async Task Pages_RetainedRangeMovesOn_TheyEndOrStartLater()
    {
        AddRoom(retained: "limit 6", subscription: "limit 6");
        Post(6);
        IRoomHistory history = (await NewClient().JoinAsync("lobby", History).Within()).History;
        HistoryPage latest = await history.Latest().AsPages(2).FirstAsync().AsTask().Within();
        HistoryPage earliest = await history.Earliest().AsPages(2).FirstAsync().AsTask().Within();

        Post(3);
        (await PagesAsync(history.Resume(latest.Continuation!), 2)).Should().Equal("3");
        (await PagesAsync(history.Resume(earliest.Continuation!), 9)).Should().Equal("3 4 5 6 7 8");

        Post(6);
        (await PagesAsync(history.Resume(latest.Continuation!), 2)).Should().Equal([""], because: "there is one page at least");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task AsPages_SizeOutsideTheRange_IsRefused(int size)
    {
        IRoomHistory history = await HistoryOfAsync(1);

        history.Invoking(h => h.Latest().AsPages(size)).Should().Throw<ArgumentOutOfRangeException>();
        history.Invoking(h => h.Before(-1)).Should().Throw<ArgumentOutOfRangeException>();
        history.Invoking(h => h.From(-1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task Pages_NotConnected_SaySo()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby", History).Within();
        Server.OnOpen = FakeServer.NeverAsync;
        Server.Session.Drop();
        await client.WhenAsync(ConnectionState.Reconnecting);

        (await room.Awaiting(r => r.History.Latest().AsPages().FirstAsync().AsTask().Within()).Should().ThrowAsync<MessagingException>())
            .Which.Code.Should().Be(MessagingErrorCode.NotConnected);
        (await room.Awaiting(r => r.History.GetEditTrailAsync(0).Within()).Should().ThrowAsync<MessagingException>())
            .Which.Code.Should().Be(MessagingErrorCode.NotConnected);
    }

    [Fact]
    public async Task Pages_Cancelled_ThrowTheToken()
    {
        IRoomHistory history = await HistoryOfAsync(3);
        using var cancellation = new CancellationTokenSource();
        Server.OnCall = (_, token) => FakeServer.NeverAsync(token);

        Task reading = history.Latest().AsPages(1).FirstAsync(cancellation.Token).AsTask();
        Task messages = history.Latest().FirstAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        foreach (Task task in (Task[])[reading, messages])
        {
            (await task.Awaiting(t => t.Within()).Should().ThrowAsync<OperationCanceledException>())
                .Which.CancellationToken.Should().Be(cancellation.Token);
        }
    }

    /// <summary>Any room, any page size, whether the server counts the anchor or not: each message comes once, in order.</summary>
    [Fact]
    public void Pages_AnyRoomAndServer_AreTheMessagesOnce() =>
        Gen.Select(Gen.Int[0, 3].Array[0, 40], Gen.Int[1, 9], Gen.Int[0, 45], Gen.Int[0, 6], Gen.Bool).Sample((kinds, pageSize, bound, kind, countsAnchor) =>
        {
            var fake = new FakeServer { Time = Time };
            FakeSeries room = fake.AddSeries(Path, "limit 25").Series!;
            for (int i = 0; i < kinds.Length; i++)
            {
                if (kinds[i] == 0 && room.Events.FirstOrDefault(e => e.IsOriginal) is { } original)
                {
                    fake.Edit(Path, original.Sequence, """{"text":"edited"}""");
                }
                else
                {
                    fake.Append(Path, """{"text":"posted"}""");
                }
            }

            ITopicSession session = new OtherCounting(fake.OpenAsync(default).GetAwaiter().GetResult(), countsAnchor);
            var history = new RoomHistory(new MessageSeries(Path, () => session, () => { }), _ => false);
            HistoryQuery query = kind switch
            {
                0 => history.Latest(),
                1 => history.Earliest(),
                2 or 3 => history.Before(bound),
                _ => history.From(bound),
            };

            HistoryPage[] pages = query.AsPages(pageSize).ToArrayAsync().AsTask().GetAwaiter().GetResult();

            bool backwards = kind is 0 or 2 or 3;
            long[] expected = [.. room.Current.Select(e => e.OriginalSequence)
                .Where(s => kind switch { 0 or 1 => true, 2 or 3 => s < bound, _ => s >= bound })];
            IEnumerable<HistoryPage> inOrder = backwards ? pages.Reverse() : pages;
            return inOrder.SelectMany(p => p.Messages).Select(m => m.Event!.Sequence).SequenceEqual(expected)
                && pages.SkipLast(1).All(p => p.Events.Count == pageSize && p.Continuation is not null)
                && pages[^1].Continuation is null
                && pages.Length == Math.Max(1, (expected.Length + pageSize - 1) / pageSize);
        });

    [Fact]
    public async Task EditTrail_Message_IsAllThatHappenedToIt()
    {
        AddRoom();
        Post(2);
        Edit(0);
        Edit(1);
        Server.Edit(Path, 0, "7", "bob");
        RemoveMessage(0);
        IRoomHistory history = (await NewClient().JoinAsync("lobby", History).Within()).History;

        IReadOnlyList<RoomEvent> trail = await history.GetEditTrailAsync(0).Within();

        trail.Select(Word).Should().Equal("0", "edit 0*2", "unreadable 0", "removal 0*5");
        ((UnreadableMessage)trail[2]).Edit!.Author.Should().Be("bob");
        Queries.Should().Equal("from 0 to 0 with edits");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public async Task EditTrail_NoMessage_IsNotFound(long sequence)
    {
        AddRoom();
        Post();
        Edit(0);
        IRoomHistory history = (await NewClient().JoinAsync("lobby", History).Within()).History;

        (await history.Awaiting(h => h.GetEditTrailAsync(sequence).Within()).Should().ThrowAsync<MessagingException>())
            .Which.Code.Should().Be(MessagingErrorCode.MessageNotFound);
    }

    [Theory]
    [InlineData("READ_TOPIC", PathPermission.QueryObsoleteTimeSeriesEvents)]
    [InlineData("QUERY_OBSOLETE_TIME_SERIES_EVENTS", PathPermission.ReadTopic)]
    public async Task EditTrail_NotPermitted_NamesThePermissionThatIsMissing(string missing, PathPermission held)
    {
        IRoomHistory history = await HistoryOfAsync(1);
        Server.Security.Permissions = (_, _) => [held];
        Server.OnCall = (call, _) => throw new MessagingException(MessagingErrorCode.NotPermitted, call);

        MessagingException error = (await history.Awaiting(h => h.GetEditTrailAsync(0).Within()).Should().ThrowAsync<MessagingException>()).Which;
        (error.Code, error.Permission, error.Path).Should().Be((MessagingErrorCode.NotPermitted, missing, Path));
        error.Message.Should().Contain($"lacks {missing}.");
    }

    private static string Text(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static async Task<string[]> PagesAsync(HistoryQuery query, int size) =>
        await query.AsPages(size).Select(page => string.Join(' ', page.Events.Select(Word))).ToArrayAsync().AsTask().Within();

    private async Task<IRoomHistory> HistoryOfAsync(int messages)
    {
        AddRoom();
        Post(messages);
        return (await NewClient().JoinAsync("lobby", History).Within()).History;
    }

    /// <summary>A server that may count the message at the anchor itself.</summary>
    private sealed class OtherCounting(ITopicSession session, bool countsAnchor) : ITopicSession
    {
        public ISessionSecurity Security => session.Security;

        public ISessionAdministration Administration => session.Administration;

        public string Id => session.Id;

        public Task<MessagingException> Ended => session.Ended;

        public SessionLink Link => session.Link;

        public Task<IReadOnlyList<TopicValue>> QueryAsync(string path, SeriesQuery query, CancellationToken cancellationToken) =>
            session.QueryAsync(path, countsAnchor && query.From is SeriesAnchor.At ? query with { To = OneLess(query.To) } : query, cancellationToken);

        public Task AddTopicAsync(string path, TopicDescription description, CancellationToken cancellationToken) => throw Unused();

        public Task<TopicDescription?> DescribeTopicAsync(string path, CancellationToken cancellationToken) => throw Unused();

        public Task<bool> TrySetAsync(string path, byte[] cbor, CancellationToken cancellationToken) => throw Unused();

        public Task<EventMetadata?> TryAppendAsync(string path, byte[] cbor, CancellationToken cancellationToken) => throw Unused();

        public Task<EventMetadata> EditJsonAsync(string path, long originalSequence, string json, CancellationToken cancellationToken) => throw Unused();

        public void AddListener(string path, ITopicListener listener) => throw Unused();

        public void AddSeriesListener(string path, ITopicListener listener) => throw Unused();

        public void RemoveListener(ITopicListener listener) => throw Unused();

        public Task SubscribeAsync(string path, CancellationToken cancellationToken) => throw Unused();

        public Task UnsubscribeAsync(string path, CancellationToken cancellationToken) => throw Unused();

        public ValueTask DisposeAsync() => session.DisposeAsync();

        private static SeriesSpan OneLess(SeriesSpan span) => span switch
        {
            SeriesSpan.Next(var count) => new SeriesSpan.Next(count - 1),
            SeriesSpan.Previous(var count) => new SeriesSpan.Previous(count - 1),
            _ => span,
        };

        private static InvalidOperationException Unused() => new("Paging only queries.");
    }
}
