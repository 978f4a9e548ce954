using Messaging.Sessions;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Sessions;

public sealed class PasswordProviderTests : RoomTest
{
    private static readonly TimeSpan FirstRetry = ReconnectBackoff.First / 2;

    [Fact]
    public async Task Connect_EveryAttempt_AsksAgain()
    {
        int asked = 0;
        MessagingClient client = NewClient(o => (o.Principal, o.PasswordProvider) = ("ann", _ => new($"pw{++asked}")));

        await client.ConnectAsync().Within();
        Server.Session.Drop();
        await Time.PassAsync(FirstRetry);
        await client.WhenAsync(ConnectionState.Connected);

        Server.Opened.Should().Equal(new SessionCredentials("ann", "pw1"), new SessionCredentials("ann", "pw2"));
    }

    [Fact]
    public async Task Connect_Password_IsSentAsItIs()
    {
        MessagingClient client = NewClient(o => (o.Principal, o.Password) = ("ann", ""));

        await client.ConnectAsync().Within();

        Server.Opened.Should().Equal(new SessionCredentials("ann", ""));
    }

    [Fact]
    public async Task Connect_ProviderFails_SaysSoAndSendsNothing()
    {
        var failure = new InvalidOperationException("the vault's answer was s3cr3t");
        MessagingClient client = NewClient(o => (o.Principal, o.PasswordProvider) = ("ann", _ => throw failure));

        var error = (await client.Awaiting(c => c.ConnectAsync().Within()).Should().ThrowAsync<MessagingException>()).Which;

        error.Code.Should().Be(MessagingErrorCode.PasswordUnavailable);
        error.IsTransient.Should().BeTrue();
        error.Message.Should().Contain("'ann'").And.Contain("InvalidOperationException").And.NotContain("s3cr3t");
        error.InnerException.Should().BeSameAs(failure);
        Server.Opened.Should().BeEmpty();
        client.Status.State.Should().Be(ConnectionState.Disconnected);
    }

    [Fact]
    public async Task Connect_ProviderGivesNone_SaysSo()
    {
        MessagingClient client = NewClient(o => (o.Principal, o.PasswordProvider) = ("ann", _ => new((string)null!)));

        (await client.Awaiting(c => c.ConnectAsync().Within()).Should().ThrowAsync<MessagingException>())
            .Which.Code.Should().Be(MessagingErrorCode.PasswordUnavailable);
    }

    [Fact]
    public async Task Connect_ProviderTakesTooLong_IsLimitedByConnectTimeout()
    {
        var never = new TaskCompletionSource<string>();
        var asked = new TaskCompletionSource<CancellationToken>();
        MessagingClient client = NewClient(o =>
        {
            o.ConnectTimeout = TimeSpan.FromSeconds(7);
            (o.Principal, o.PasswordProvider) = ("ann", token =>
            {
                asked.SetResult(token);
                return new(never.Task);
            });
        });

        Task connecting = client.ConnectAsync();
        CancellationToken given = await asked.Task.Within();
        await Time.PassAsync(TimeSpan.FromSeconds(7));

        var error = (await connecting.Awaiting(c => c.Within()).Should().ThrowAsync<MessagingException>()).Which;
        error.Code.Should().Be(MessagingErrorCode.PasswordUnavailable);
        error.Message.Should().Contain("00:00:07");
        given.IsCancellationRequested.Should().BeTrue();
        Server.Opened.Should().BeEmpty();
        never.SetException(new InvalidOperationException("too late to matter"));
    }

    [Fact]
    public async Task Connect_CallerGivesUp_IsItsCancellation()
    {
        var asked = new TaskCompletionSource();
        MessagingClient client = NewClient(o => (o.Principal, o.PasswordProvider) = ("ann", async token =>
        {
            asked.SetResult();
            await FakeServer.NeverAsync(token);
            return "";
        }));
        using var cancellation = new CancellationTokenSource();

        Task connecting = client.ConnectAsync(cancellation.Token);
        await asked.Task.Within();
        await cancellation.CancelAsync();

        (await connecting.Awaiting(c => c.Within()).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(cancellation.Token);
    }

    [Fact]
    public async Task Reconnect_ProviderFailsOnce_TriesAgain()
    {
        int asked = 0;
        MessagingClient client = NewClient(o => (o.Principal, o.PasswordProvider) =
            ("ann", _ => ++asked == 2 ? throw new TimeoutException() : new("pw")));
        await client.ConnectAsync().Within();

        Server.Session.Drop();
        await Time.PassAsync(FirstRetry);
        await Time.PassAsync(FirstRetry * 2);
        await client.WhenAsync(ConnectionState.Connected);

        asked.Should().Be(3);
        client.SessionId.Should().Be("session-2");
    }

    [Fact]
    public void Credentials_AsText_NeverShowThePassword() =>
        new SessionCredentials("ann", "s3cr3t").ToString().Should().Be("ann");
}
