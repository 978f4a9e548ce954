using Messaging.Tests.Fakes;

namespace Messaging.Tests.Sessions;

public sealed class ConnectingTests : RoomTest
{
    [Fact]
    public async Task Create_ConnectsToNothing()
    {
        MessagingClient client = NewClient(o => (o.Principal, o.Password) = ("ann", "secret"));

        client.Status.Should().Be(new ConnectionStatus(ConnectionState.Disconnected, Time.GetUtcNow()));
        client.SessionId.Should().BeNull();
        client.Principal.Should().Be("ann");
        await client.DisposeAsync().Within();
        Server.Sessions.Should().BeEmpty();
    }

    [Fact]
    public async Task Connect_ServerIsThere_IsConnected()
    {
        MessagingClient client = NewClient();

        await client.ConnectAsync().Within();
        await client.ConnectAsync().Within();

        client.Status.Should().Be(new ConnectionStatus(ConnectionState.Connected, Time.GetUtcNow()));
        client.SessionId.Should().Be("session-1");
        Server.Sessions.Should().HaveCount(1);
        await Time.WhenNoTimersAsync();
    }

    [Fact]
    public async Task Connect_Fails_TheClientCanBeUsedAgain()
    {
        var refusal = new MessagingException(MessagingErrorCode.ConnectFailed, "nobody there", isTransient: true);
        Server.OnOpen = _ => throw refusal;
        MessagingClient client = NewClient();

        (await client.Awaiting(c => c.ConnectAsync().Within()).Should().ThrowAsync<MessagingException>())
            .Which.Should().BeSameAs(refusal);
        client.Status.State.Should().Be(ConnectionState.Disconnected);
        client.Status.Error.Should().BeSameAs(refusal);

        Server.OnOpen = _ => Task.CompletedTask;
        await client.ConnectAsync().Within();
        client.Status.State.Should().Be(ConnectionState.Connected);
        client.Status.Error.Should().BeNull();
    }

    [Fact]
    public async Task Connect_NoAnswerInTime_FailsWithTimeout()
    {
        Server.OnOpen = FakeServer.NeverAsync;
        MessagingClient client = NewClient(o => o.ConnectTimeout = TimeSpan.FromSeconds(7));

        Task connecting = client.ConnectAsync();
        await Time.PassAsync(TimeSpan.FromSeconds(7));

        var error = (await connecting.Awaiting(c => c.Within()).Should().ThrowAsync<MessagingException>()).Which;
        error.Code.Should().Be(MessagingErrorCode.Timeout);
        error.IsTransient.Should().BeTrue();
        error.Message.Should().Contain(Url).And.Contain("00:00:07").And.Contain("ConnectTimeout");
        client.Status.State.Should().Be(ConnectionState.Disconnected);
        await Time.WhenNoTimersAsync();
    }

    [Fact]
    public async Task Connect_SeveralCallers_ShareOneAttempt()
    {
        var open = new TaskCompletionSource();
        Server.OnOpen = _ => open.Task;
        MessagingClient client = NewClient();

        Task[] callers = [client.ConnectAsync(), client.ConnectAsync(), client.JoinAsync("lobby")];
        client.Status.State.Should().Be(ConnectionState.Connecting);
        open.SetResult();
        await Task.WhenAll(callers).Within();

        Server.Sessions.Should().HaveCount(1);
    }

    [Fact]
    public async Task Connect_OneOfSeveralCallersGivesUp_TheOthersAreConnected()
    {
        var open = new TaskCompletionSource();
        Server.OnOpen = token => open.Task.WaitAsync(token);
        MessagingClient client = NewClient();
        using var cancellation = new CancellationTokenSource();

        Task impatient = client.ConnectAsync(cancellation.Token);
        Task patient = client.ConnectAsync();
        await cancellation.CancelAsync();

        (await impatient.Awaiting(i => i.Within()).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(cancellation.Token);
        open.SetResult();
        await patient.Within();
        client.Status.State.Should().Be(ConnectionState.Connected);
    }

    [Fact]
    public async Task Connect_TheOnlyCallerGivesUp_TheAttemptEnds()
    {
        var ended = new TaskCompletionSource();
        Server.OnOpen = async token =>
        {
            try
            {
                await FakeServer.NeverAsync(token);
            }
            finally
            {
                ended.SetResult();
            }
        };
        MessagingClient client = NewClient();
        using var cancellation = new CancellationTokenSource();
        Task connecting = client.ConnectAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await connecting.Awaiting(c => c.Within()).Should().ThrowAsync<OperationCanceledException>();
        await ended.Task.Within();
        await client.WhenAsync(ConnectionState.Disconnected);
        Server.OnOpen = _ => Task.CompletedTask;
        await client.ConnectAsync().Within();
    }

    [Fact]
    public async Task Connect_TokenCancelledBefore_DoesNotTry()
    {
        MessagingClient client = NewClient();

        await client.Awaiting(c => c.ConnectAsync(new CancellationToken(canceled: true)))
            .Should().ThrowAsync<OperationCanceledException>();

        client.Status.State.Should().Be(ConnectionState.Disconnected);
    }

    [Fact]
    public async Task Dispose_WhileConnecting_EndsTheAttempt()
    {
        Server.OnOpen = FakeServer.NeverAsync;
        MessagingClient client = NewClient();
        Task connecting = client.ConnectAsync();

        await client.DisposeAsync().Within();

        await connecting.Awaiting(c => c.Within()).Should().ThrowAsync<ObjectDisposedException>();
        client.Status.Should().Be(new ConnectionStatus(ConnectionState.Closed, Time.GetUtcNow()));
        await Time.WhenNoTimersAsync();
    }

    [Fact]
    public async Task Dispose_SessionOpensAfterwards_IsClosedAtOnce()
    {
        var open = new TaskCompletionSource();
        Server.OnOpen = _ => open.Task;
        MessagingClient client = NewClient();
        Task connecting = client.ConnectAsync();

        ValueTask disposal = client.DisposeAsync();
        open.SetResult();

        await disposal.Within();
        await connecting.Awaiting(c => c.Within()).Should().ThrowAsync<ObjectDisposedException>();
        Server.Session.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task WatchStatus_FromTheFirstToTheLast_SaysEach()
    {
        var open = new TaskCompletionSource();
        Server.OnOpen = _ => open.Task;
        MessagingClient client = NewClient();
        await using StreamProbe<ConnectionStatus> watcher = client.WatchStatusAsync().Probe();

        (await watcher.NextAsync()).State.Should().Be(ConnectionState.Disconnected);
        Task connecting = client.ConnectAsync();
        (await watcher.NextAsync()).State.Should().Be(ConnectionState.Connecting);
        open.SetResult();
        await connecting.Within();
        (await watcher.NextAsync()).State.Should().Be(ConnectionState.Connected);
        await client.DisposeAsync().Within();
        (await watcher.NextAsync()).State.Should().Be(ConnectionState.Closed);
        (await watcher.EndsAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task WatchStatus_SlowWatcher_SkipsToTheLatest()
    {
        MessagingClient client = NewClient();
        await using StreamProbe<ConnectionStatus> watcher = client.WatchStatusAsync().Probe();
        (await watcher.NextAsync()).State.Should().Be(ConnectionState.Disconnected);

        await client.ConnectAsync().Within();

        (await watcher.NextAsync()).State.Should().Be(ConnectionState.Connected);
    }

    [Fact]
    public async Task WatchStatus_Cancelled_ThrowsItsToken()
    {
        using var cancellation = new CancellationTokenSource();
        await using StreamProbe<ConnectionStatus> watcher = NewClient().WatchStatusAsync(cancellation.Token).Probe();
        await watcher.NextAsync();
        Task<bool> waiting = watcher.MoveNextAsync();

        await cancellation.CancelAsync();

        (await waiting.Awaiting(w => w.Within()).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(cancellation.Token);
    }

    [Fact]
    public async Task Log_Password_IsNowhere()
    {
        Server.OnOpen = _ => throw new MessagingException(MessagingErrorCode.NotAuthenticated, "refused");
        MessagingClient client = NewClient(o => (o.Principal, o.Password) = ("ann", "s3cr3t"));

        await client.Awaiting(c => c.ConnectAsync().Within()).Should().ThrowAsync<MessagingException>();

        Log.Records.Should().NotBeEmpty().And.NotContain(r => r.ToString().Contains("s3cr3t", StringComparison.Ordinal));
    }
}
