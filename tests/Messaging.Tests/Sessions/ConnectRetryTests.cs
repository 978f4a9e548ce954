using Messaging.Tests.Fakes;

namespace Messaging.Tests.Sessions;

/// <summary>The first connection, tried for as long as the options say. The waits are half of what the backoff allows.</summary>
public sealed class ConnectRetryTests : RoomTest
{
    private static readonly MessagingException NotYet = new(MessagingErrorCode.ConnectFailed, "not yet", isTransient: true);

    [Fact]
    public async Task Connect_ServerComesLater_SucceedsAndSaysWhatItWaitsFor()
    {
        int attempts = 0;
        Server.OnOpen = _ => ++attempts < 3 ? throw NotYet : Task.CompletedTask;
        MessagingClient client = NewClient(o => o.InitialConnectTimeout = Timeout.InfiniteTimeSpan);
        DateTimeOffset begun = Time.GetUtcNow();

        Task connecting = client.ConnectAsync();
        await Time.WhenTimerAsync(TimeSpan.FromMilliseconds(125)).Within();
        client.Status.Should().Be(new ConnectionStatus(ConnectionState.Connecting, begun, NotYet)
        {
            NextRetryAt = begun + TimeSpan.FromMilliseconds(125),
        });
        Time.Advance(TimeSpan.FromMilliseconds(125));
        await Time.PassAsync(TimeSpan.FromMilliseconds(250));

        await connecting.Within();
        client.Status.Should().Be(new ConnectionStatus(ConnectionState.Connected, Time.GetUtcNow()));
        Log.Records.Count(r => r.EventId.Name == "ConnectAttemptFailed").Should().Be(2);
        await Time.WhenNoTimersAsync();
    }

    [Fact]
    public async Task Connect_TimeIsOver_FailsWithTheLatestCauseAndTheClientCanBeUsedAgain()
    {
        Server.OnOpen = _ => throw NotYet;
        MessagingClient client = NewClient(o => o.InitialConnectTimeout = TimeSpan.FromSeconds(1));

        Task connecting = client.ConnectAsync();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        await Time.PassAsync(TimeSpan.FromMilliseconds(250));
        await Time.WhenTimerAsync(TimeSpan.FromMilliseconds(500)).Within();
        Time.Advance(TimeSpan.FromSeconds(1));

        var error = (await connecting.Awaiting(c => c.Within()).Should().ThrowAsync<MessagingException>()).Which;
        error.Code.Should().Be(MessagingErrorCode.ConnectFailed);
        error.IsTransient.Should().BeTrue();
        error.Message.Should().Contain("00:00:01").And.Contain("InitialConnectTimeout").And.Contain("not yet");
        client.Status.State.Should().Be(ConnectionState.Disconnected);
        client.Status.Error.Should().BeSameAs(error);
        Server.OnOpen = _ => Task.CompletedTask;
        await client.ConnectAsync().Within();
        await Time.WhenNoTimersAsync();
    }

    [Fact]
    public async Task Connect_CredentialsRefused_EndsAtOnce()
    {
        int attempts = 0;
        Server.OnOpen = _ => throw (++attempts == 1 ? NotYet : new MessagingException(MessagingErrorCode.NotAuthenticated, "refused"));
        MessagingClient client = NewClient(o => o.InitialConnectTimeout = Timeout.InfiniteTimeSpan);

        Task connecting = client.ConnectAsync();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));

        (await connecting.Awaiting(c => c.Within()).Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.NotAuthenticated);
        client.Status.Should().Match<ConnectionStatus>(
            s => s.State == ConnectionState.Disconnected && s.Error!.Code == MessagingErrorCode.NotAuthenticated && s.NextRetryAt == null);
        attempts.Should().Be(2);
    }

    [Fact]
    public async Task Connect_AttemptWithoutAnswer_IsFollowedByAnother()
    {
        int attempts = 0;
        Server.OnOpen = token => ++attempts == 1 ? FakeServer.NeverAsync(token) : Task.CompletedTask;
        MessagingClient client = NewClient(o => o.InitialConnectTimeout = Timeout.InfiniteTimeSpan);

        Task connecting = client.ConnectAsync();
        await Time.PassAsync(TimeSpan.FromSeconds(10));
        await Time.WhenTimerAsync(TimeSpan.FromMilliseconds(125)).Within();
        client.Status.Error!.Code.Should().Be(MessagingErrorCode.Timeout);
        Time.Advance(TimeSpan.FromMilliseconds(125));

        await connecting.Within();
    }

    [Fact]
    public async Task Connect_EverybodyGivesUpBetweenAttempts_EndsThem()
    {
        Server.OnOpen = _ => throw NotYet;
        MessagingClient client = NewClient(o => o.InitialConnectTimeout = Timeout.InfiniteTimeSpan);
        using var cancellation = new CancellationTokenSource();
        Task connecting = client.ConnectAsync(cancellation.Token);
        await Time.WhenTimerAsync(TimeSpan.FromMilliseconds(125)).Within();

        await cancellation.CancelAsync();

        await connecting.Awaiting(c => c.Within()).Should().ThrowAsync<OperationCanceledException>();
        (await client.WhenAsync(ConnectionState.Disconnected)).NextRetryAt.Should().BeNull();
    }

    [Fact]
    public async Task Dispose_BetweenAttempts_EndsThem()
    {
        Server.OnOpen = _ => throw NotYet;
        MessagingClient client = NewClient(o => o.InitialConnectTimeout = Timeout.InfiniteTimeSpan);
        Task connecting = client.ConnectAsync();
        await Time.WhenTimerAsync(TimeSpan.FromMilliseconds(125)).Within();

        await client.DisposeAsync().Within();

        await connecting.Awaiting(c => c.Within()).Should().ThrowAsync<ObjectDisposedException>();
        await Time.WhenNoTimersAsync();
    }
}
