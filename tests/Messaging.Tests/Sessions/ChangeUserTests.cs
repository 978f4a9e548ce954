using Messaging.Sessions;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Sessions;

public sealed class ChangeUserTests : RoomTest
{
    private const string Room = "Chat/lobby";
    private static readonly TimeSpan FirstRetry = ReconnectBackoff.First / 2;

    [Fact]
    public async Task ChangeUser_Accepted_TheSessionGoesOnAsTheNewUser()
    {
        MessagingClient client = NewClient(o => o.Principal = "ann");
        await using IChatRoom room = await client.JoinAsync("lobby", new RoomOptions { Kind = RoomKind.History }).Within();

        await client.ChangeUserAsync("bob", "pw").Within();
        SendReceipt receipt = await room.SendAsync("hello").Within();

        client.Principal.Should().Be("bob");
        client.SessionId.Should().Be("session-1");
        receipt.Event!.Author.Should().Be("bob");
        Server.Topics[Room].Series!.Events[0].ToJson().Should().Contain("\"name\":\"bob\"");
        Server.Security.Calls.Should().Contain("reauthenticate bob");
    }

    [Fact]
    public async Task ChangeUser_Refused_EverythingIsAsItWas()
    {
        Server.Security.Accounts.Add(new FakeAccount("bob", "right", []));
        MessagingClient client = NewClient(o => o.Principal = "ann");
        await client.ConnectAsync().Within();

        var error = (await client.Awaiting(c => c.ChangeUserAsync("bob", "wr0ng").Within()).Should().ThrowAsync<MessagingException>()).Which;

        error.Code.Should().Be(MessagingErrorCode.NotAuthenticated);
        error.IsTransient.Should().BeFalse();
        error.Message.Should().Contain("'bob'").And.Contain("goes on as ann").And.NotContain("wr0ng");
        client.Principal.Should().Be("ann");
        client.Status.State.Should().Be(ConnectionState.Connected);
        Server.Session.Author.Should().Be("ann");
    }

    [Fact]
    public async Task ChangeUser_SessionLostLater_ReconnectsAsTheNewUser()
    {
        MessagingClient client = NewClient(o => (o.Principal, o.Password) = ("ann", "old"));
        await client.ConnectAsync().Within();
        await client.ChangeUserAsync("bob", "new").Within();

        Server.Session.Drop();
        await Time.PassAsync(FirstRetry);
        await client.WhenAsync(ConnectionState.Connected);

        Server.Opened.Should().Equal(new SessionCredentials("ann", "old"), new SessionCredentials("bob", "new"));
    }

    [Fact]
    public async Task ChangeUser_RefusedAndSessionLostLater_ReconnectsAsTheFormerUser()
    {
        Server.Security.Accounts.Add(new FakeAccount("bob", "right", []));
        MessagingClient client = NewClient(o => (o.Principal, o.Password) = ("ann", "old"));
        await client.ConnectAsync().Within();
        await client.Awaiting(c => c.ChangeUserAsync("bob", "wrong").Within()).Should().ThrowAsync<MessagingException>();

        Server.Session.Drop();
        await Time.PassAsync(FirstRetry);
        await client.WhenAsync(ConnectionState.Connected);

        Server.Opened[^1].Should().Be(new SessionCredentials("ann", "old"));
    }

    [Fact]
    public async Task ChangeUser_Provider_IsAskedNowAndForEachLaterSession()
    {
        int asked = 0;
        MessagingClient client = NewClient();

        await client.ChangeUserAsync("bob", _ => new($"pw{++asked}")).Within();
        Server.Session.Drop();
        await Time.PassAsync(FirstRetry);
        await client.WhenAsync(ConnectionState.Connected);

        Server.Opened.Should().Equal(new SessionCredentials(null, null), new SessionCredentials("bob", "pw2"));
    }

    [Fact]
    public async Task ChangeUser_ProviderFails_SendsNothing()
    {
        MessagingClient client = NewClient(o => o.Principal = "ann");

        (await client.Awaiting(c => c.ChangeUserAsync("bob", _ => throw new TimeoutException("s3cr3t")).Within())
            .Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.PasswordUnavailable);

        client.Principal.Should().Be("ann");
        Server.Security.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task ChangeUser_AnswerComesTooLate_CountsNevertheless()
    {
        var answer = new TaskCompletionSource();
        Server.Security.OnCall = _ => answer.Task;
        MessagingClient client = NewClient(o => (o.Principal, o.RequestTimeout) = ("ann", TimeSpan.FromSeconds(7)));
        await client.ConnectAsync().Within();

        Task changing = client.ChangeUserAsync("bob", "pw");
        await Time.PassAsync(TimeSpan.FromSeconds(7));
        var error = (await changing.Awaiting(c => c.Within()).Should().ThrowAsync<MessagingException>()).Which;
        client.Principal.Should().Be("ann");
        answer.SetResult();
        await client.ChangeUserAsync("bob", "pw").Within();

        error.Code.Should().Be(MessagingErrorCode.Timeout);
        error.Message.Should().Contain("unknown");
        client.Principal.Should().Be("bob");
        Server.Session.Author.Should().Be("bob");
    }

    [Fact]
    public async Task ChangeUser_SessionLostMeanwhile_TheNextSessionIsTheFormerUsers()
    {
        var asked = new TaskCompletionSource();
        Server.Security.OnCall = _ =>
        {
            asked.TrySetResult();
            return new TaskCompletionSource().Task;
        };
        MessagingClient client = NewClient(o => (o.Principal, o.Password) = ("ann", "old"));
        await client.ConnectAsync().Within();

        Task changing = client.ChangeUserAsync("bob", "new");
        await asked.Task.Within();
        Server.Session.Drop();
        (await changing.Awaiting(c => c.Within()).Should().ThrowAsync<MessagingException>())
            .Which.Code.Should().Be(MessagingErrorCode.ConnectionLost);
        await Time.PassAsync(FirstRetry);
        await client.WhenAsync(ConnectionState.Connected);

        client.Principal.Should().Be("ann");
        Server.Opened[^1].Should().Be(new SessionCredentials("ann", "old"));
    }

    [Fact]
    public async Task ChangeUser_UnencryptedToAnotherMachine_IsRefusedBeforeAnythingIsSent()
    {
        MessagingClient client = NewClient(o => o.Url = new Uri("ws://chat.example.com"));
        bool asked = false;

        await client.Awaiting(c => c.ChangeUserAsync("bob", "s3cr3t")).Should().ThrowAsync<InvalidOperationException>()
            .WithMessage("*not encrypted*wss://*");
        await client.Awaiting(c => c.ChangeUserAsync("bob", _ =>
        {
            asked = true;
            return new("s3cr3t");
        })).Should().ThrowAsync<InvalidOperationException>();

        asked.Should().BeFalse();
        Server.Opened.Should().BeEmpty();
    }

    [Fact]
    public async Task ChangeUser_WhatIsNoNameOrPassword_IsRefused()
    {
        MessagingClient client = NewClient();
        foreach ((string name, string password) in new[] { ("", "pw"), ("bob", ""), ("b\uD800b", "pw"), ("bob", "\uDC00") })
        {
            await client.Awaiting(c => c.ChangeUserAsync(name, password)).Should().ThrowAsync<ArgumentException>();
        }
    }

    [Fact]
    public async Task ChangeUser_SendAgainAsSomebodyElse_IsAnotherMessage()
    {
        MessagingClient client = NewClient(o => o.Principal = "ann");
        await using IChatRoom room = await client.JoinAsync("lobby", new RoomOptions { Kind = RoomKind.History }).Within();
        var options = new SendOptions { Id = MessageId.New() };
        await room.SendAsync("hello", options).Within();

        await client.ChangeUserAsync("bob", "pw").Within();

        (await room.SendAsync("hello", options).Within()).WasDuplicate.Should().BeFalse();
    }
}
