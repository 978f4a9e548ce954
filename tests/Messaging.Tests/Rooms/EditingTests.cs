using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms;

public sealed class EditingTests : HistoryReadingTest
{
    [Fact]
    public async Task Edit_Message_ChangesItsTextAndNothingElse()
    {
        AddRoom();
        Server.Append(Path, """{"mood":{"happy":1.0},"text":"hi","name":"Zoë","timestamp":"8:00 PM"}""", "zoe");
        IChatRoom room = await NewClient(o => o.Principal = "ann").JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync(2);

        EventMetadata edit = await room.EditAsync(0, "hello").Within();

        edit.Should().Be(new EventMetadata(1, Time.GetUtcNow(), "ann"));
        Server.Topics[Path].Series!.Events[1].ToJson().Should().Be(
            """{"mood":{"happy":1.0},"text":"hello","name":"Zoë","timestamp":"8:00 PM"}""");
        (await reader.NextAsync()).Should().BeOfType<MessageEdited>().Which.Message.Should().Match<ChatMessage>(
            m => m.Text == "hello" && m.Name == "Zoë" && m.Event!.Author == "zoe" && m.Edit == edit);
        Server.Calls.Should().NotContain(c => c.StartsWith("query", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Edit_Again_StartsFromTheLatestEdit()
    {
        AddRoom();
        Server.Append(Path, """{"text":"a"}""");
        Server.Edit(Path, 0, """{"text":"b","x":1}""");
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();

        await room.EditAsync(0, "c").Within();

        Server.Topics[Path].Series!.Events[2].ToJson().Should().Be("""{"text":"c","x":1}""");
    }

    [Fact]
    public async Task Edit_MessageThatIsNotAtHand_IsLookedUp()
    {
        AddRoom(subscription: "limit 1");
        Post(3);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();

        await room.EditAsync(1, "hello").Within();

        Server.Calls.Skip(1).Where(c => !c.StartsWith("describe", StringComparison.Ordinal))
            .Should().Equal($"subscribe {Path}", $"query {Path} from 1 to 1", $"edit {Path} 1");
    }

    [Fact]
    public async Task Remove_Message_LeavesATombstone()
    {
        AddRoom();
        IChatRoom room = await NewClient(o => (o.Principal, o.DisplayName) = ("ann", "Ann")).JoinAsync("lobby", History).Within();
        SendReceipt sent = await room.SendAsync("secret").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync(2);

        EventMetadata removal = await room.RemoveAsync(0).Within();

        Server.Topics[Path].Series!.Events[1].ToJson().Should().Be(
            $$"""{"text":"","name":"Ann","timestamp":"2026-11-23T20:00:00.000Z","id":"{{sent.Id}}","removed":true}""");
        (await reader.NextAsync()).Should().Be(new MessageRemoved(sent.Event!, removal));
    }

    [Fact]
    public async Task EditAndRemove_WhatIsNotThere_IsNotFoundAndSaysWhy()
    {
        AddRoom(retained: "limit 4");
        Post(4);
        RemoveMessage(2);
        Server.Append(Path, "7");
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        int events = Server.Topics[Path].Series!.Events.Count;

        foreach ((long sequence, string why) in ((long, string)[])[(0, "*no message 0*retain*"), (9, "*no message 9*"), (4, "*no message 4*that of an edit*"), (2, "*2*was removed*")])
        {
            await ShouldNotBeFoundAsync(() => room.EditAsync(sequence, "hi"), why);
            await ShouldNotBeFoundAsync(() => room.RemoveAsync(sequence), why);
        }

        await ShouldNotBeFoundAsync(() => room.EditAsync(5, "hi"), "*no message that could be edited*number*");
        Server.Topics[Path].Series!.Events.Should().HaveCount(events);
    }

    [Fact]
    public async Task Remove_WhatIsNoMessage_RemovesIt()
    {
        AddRoom();
        Server.Append(Path, "7");
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();

        await room.RemoveAsync(0).Within();

        Server.Topics[Path].Series!.Events[1].ToJson().Should().Be("""{"text":"","removed":true}""");
    }

    [Fact]
    public async Task Edit_TopicIsGone_IsNotFound()
    {
        AddRoom();
        Post();
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        Server.Remove(Path);

        await ShouldNotBeFoundAsync(() => room.EditAsync(0, "hi"), "*");
    }

    /// <summary>The refusal does not say what is missing: what the session holds does. The author of message 0 is ann.</summary>
    [Theory]
    [InlineData("ann", "UPDATE_TOPIC", "lacks UPDATE_TOPIC.", PathPermission.EditOwnTimeSeriesEvents)]
    [InlineData("ann", "UPDATE_TOPIC", "lacks UPDATE_TOPIC.", PathPermission.EditTimeSeriesEvents)]
    [InlineData("ann", "UPDATE_TOPIC", "lacks UPDATE_TOPIC and EDIT_OWN_TIME_SERIES_EVENTS.", PathPermission.ReadTopic)]
    [InlineData("ann", "EDIT_OWN_TIME_SERIES_EVENTS", "lacks EDIT_OWN_TIME_SERIES_EVENTS.", PathPermission.UpdateTopic)]
    [InlineData("bob", "EDIT_TIME_SERIES_EVENTS", "lacks EDIT_TIME_SERIES_EVENTS.", PathPermission.UpdateTopic, PathPermission.EditOwnTimeSeriesEvents)]
    [InlineData("bob", "UPDATE_TOPIC", "lacks UPDATE_TOPIC.", PathPermission.EditTimeSeriesEvents)]
    public async Task EditAndRemove_NotPermitted_NamesThePermissionThatIsMissing(
        string principal, string missing, string words, params PathPermission[] held)
    {
        IChatRoom room = await JoinToBeRefusedAsync(principal);
        Server.Security.Permissions = (_, _) => held;

        foreach (Func<Task> call in (Func<Task>[])[() => room.EditAsync(0, "hi").Within(), () => room.RemoveAsync(0).Within()])
        {
            MessagingException error = (await call.Should().ThrowAsync<MessagingException>()).Which;
            (error.Code, error.Permission, error.Path, error.IsTransient).Should().Be((MessagingErrorCode.NotPermitted, missing, Path, false));
            error.Message.Should().Contain(words).And.Contain(Path);
        }
    }

    /// <summary>By now everything is permitted, nobody answers, or not in time: what was missing is not made up.</summary>
    [Theory]
    [InlineData("permitted")]
    [InlineData("refused")]
    [InlineData("silent")]
    public async Task EditAndRemove_NotPermittedAndNobodySaysWhy_NamesNoPermissionAsMissing(string answer)
    {
        IChatRoom room = await JoinToBeRefusedAsync("ann");
        var asked = new TaskCompletionSource();
        Server.Security.OnCall = answer switch
        {
            "refused" => call => Task.FromException(new MessagingException(MessagingErrorCode.ServerError, call)),
            "silent" => _ =>
            {
                asked.TrySetResult();
                return Task.Delay(Timeout.Infinite, Xunit.TestContext.Current.CancellationToken);
            },
            _ => _ => Task.CompletedTask,
        };

        Task editing = room.EditAsync(0, "hi");
        if (answer == "silent")
        {
            await asked.Task.Within();
            Time.Advance(new MessagingOptions().RequestTimeout);
        }

        MessagingException error = (await editing.Awaiting(e => e.Within()).Should().ThrowAsync<MessagingException>()).Which;
        (error.Code, error.Permission, error.Path).Should().Be((MessagingErrorCode.NotPermitted, null, null));
        error.Message.Should().Contain("UPDATE_TOPIC and EDIT_OWN_TIME_SERIES_EVENTS; which of them was missing could not be found out").And.Contain(Path);
    }

    [Fact]
    public async Task EditAndRemove_IllegalArguments_AreRefused()
    {
        IChatRoom room = await NewClient(o => o.MaximumTextLength = 5).JoinAsync("lobby", History).Within();

        foreach (string text in (string[])[" ", "123456", "\ud83d"])
        {
            await room.Awaiting(r => r.EditAsync(0, text)).Should().ThrowAsync<ArgumentException>();
        }

        await room.Awaiting(r => r.EditAsync(-1, "hi")).Should().ThrowAsync<ArgumentOutOfRangeException>();
        await room.Awaiting(r => r.RemoveAsync(-1)).Should().ThrowAsync<ArgumentOutOfRangeException>();

        Server.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task LiveRoom_HasNoneOfIt()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();

        await room.Awaiting(r => r.EditAsync(0, "hi")).Should().ThrowAsync<NotSupportedException>().WithMessage("*RoomKind.Live*RoomKind.History*");
        await room.Awaiting(r => r.RemoveAsync(0)).Should().ThrowAsync<NotSupportedException>().WithMessage("*RoomKind.Live*RoomKind.History*");
        room.Invoking(r => r.History).Should().Throw<NotSupportedException>().WithMessage("*RoomKind.Live*RoomKind.History*");
    }

    [Fact]
    public async Task RoomThatWasLeft_RefusesAll()
    {
        AddRoom();
        Post();
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        IRoomHistory history = room.History;
        await room.LeaveAsync().Within();

        await room.Awaiting(r => r.EditAsync(0, "hi")).Should().ThrowAsync<ObjectDisposedException>();
        await room.Awaiting(r => r.RemoveAsync(0)).Should().ThrowAsync<ObjectDisposedException>();
        room.Invoking(r => r.History).Should().Throw<ObjectDisposedException>();
        await history.Awaiting(h => h.Latest().AsPages().FirstAsync().AsTask()).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public async Task Edit_Cancelled_ThrowsItsToken()
    {
        AddRoom();
        Post();
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        using var cancellation = new CancellationTokenSource();
        Server.OnCall = (_, token) => FakeServer.NeverAsync(token);

        Task editing = room.EditAsync(0, "hi", cancellation.Token);
        await cancellation.CancelAsync();

        (await editing.Awaiting(e => e.Within()).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(cancellation.Token);
    }

    /// <summary>A room with one message of ann's, whose server refuses every call from now on.</summary>
    private async Task<IChatRoom> JoinToBeRefusedAsync(string principal)
    {
        AddRoom();
        Server.Append(Path, """{"text":"mine"}""", "ann");
        IChatRoom room = await NewClient(o => o.Principal = principal).JoinAsync("lobby", History).Within();
        await room.WatchCapabilitiesAsync().FirstAsync(c => c.IsKnown).AsTask().Within();
        Server.OnCall = (call, _) => throw new MessagingException(MessagingErrorCode.NotPermitted, call);
        return room;
    }

    private static async Task ShouldNotBeFoundAsync(Func<Task<EventMetadata>> call, string why) =>
        (await FluentActions.Awaiting(() => call().Within()).Should().ThrowAsync<MessagingException>().WithMessage(why))
            .Which.Code.Should().Be(MessagingErrorCode.MessageNotFound);
}
