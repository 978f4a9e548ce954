using Messaging.Sessions;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Accounts;

public sealed class OnlineTests : RoomTest
{
    private static readonly Dictionary<string, string> Bob = Properties("bob", 2_000);
    private static readonly Dictionary<string, string> Ann = Properties("ann", 1_000);

    [Fact]
    public async Task Watch_SessionsComeChangeAndGo_TellsSnapshots()
    {
        MessagingClient client = NewClient();
        await using var online = client.Accounts.WatchOnlineAsync().GetAsyncEnumerator();
        (await NextAsync(online)).Should().BeEmpty();
        ISessionWatcher server = Server.Security.Watchers.Single();
        server.Properties.Should().BeEquivalentTo("$Principal", "$StartTime", "$ClientType");

        server.OnOpened("2", Bob);
        server.OnOpened("1", Ann);
        (await NextAsync(online)).Should().Equal(
            new OnlineSession("1", "ann", DateTimeOffset.FromUnixTimeSeconds(1), "DOTNET"),
            new OnlineSession("2", "bob", DateTimeOffset.FromUnixTimeSeconds(2), "DOTNET"));

        server.OnChanged("1", new Dictionary<string, string> { ["$Principal"] = "cat" }, null);
        server.OnChanged("2", new Dictionary<string, string>(), false);
        (await NextAsync(online)).Select(s => (s.Principal, s.IsConnected)).Should().Equal(("cat", true), ("bob", false));

        server.OnChanged("2", new Dictionary<string, string>(), true);
        server.OnClosed("1");
        server.OnClosed("unknown");
        server.OnChanged("unknown", Ann, true);
        (await NextAsync(online)).Should().ContainSingle().Which.IsConnected.Should().BeTrue();
    }

    [Fact]
    public async Task Watch_PropertiesThatAreNoneOfTheKind_AreLeftOut()
    {
        MessagingClient client = NewClient();
        await using var online = client.Accounts.WatchOnlineAsync().GetAsyncEnumerator();
        await NextAsync(online);

        Server.Security.Watchers.Single().OnOpened("1", new Dictionary<string, string> { ["$StartTime"] = "99999999999999999999" });

        (await NextAsync(online)).Should().Equal(new OnlineSession("1", "", null, ""));
    }

    [Fact]
    public async Task Watch_SessionLost_GoesOnWithTheNext()
    {
        MessagingClient client = NewClient();
        await using var online = client.Accounts.WatchOnlineAsync().GetAsyncEnumerator();
        await NextAsync(online);
        Server.Security.Watchers.Single().OnOpened("2", Bob);
        (await NextAsync(online)).Should().HaveCount(1);

        Task<IReadOnlyList<OnlineSession>> next = NextAsync(online);
        Server.Session.Drop();
        await Time.PassAsync(ReconnectBackoff.First / 2);

        (await next).Should().BeEmpty();
        Server.Security.Watchers.Should().HaveCount(1);
    }

    [Fact]
    public async Task Watch_NotPermitted_Throws()
    {
        Server.Security.OnCall = _ => throw new MessagingException(MessagingErrorCode.NotPermitted, "no") { Permission = "VIEW_SESSION" };
        await using var online = NewClient().Accounts.WatchOnlineAsync().GetAsyncEnumerator();

        (await online.Awaiting(o => o.MoveNextAsync().AsTask().Within()).Should().ThrowAsync<MessagingException>())
            .Which.Permission.Should().Be("VIEW_SESSION");
    }

    [Fact]
    public async Task Watch_ServerEndsIt_ThrowsWhy()
    {
        await using var online = NewClient().Accounts.WatchOnlineAsync().GetAsyncEnumerator();
        await NextAsync(online);

        Server.Security.Watchers.Single().OnEnded(new MessagingException(MessagingErrorCode.ServerError, "no more"));

        (await online.Awaiting(o => o.MoveNextAsync().AsTask().Within()).Should().ThrowAsync<Exception>()).Which.Message.Should().Contain("no more");
    }

    [Fact]
    public async Task Watch_ClientDisposed_EndsAndCancelledThrows()
    {
        MessagingClient client = NewClient();
        await using var online = client.Accounts.WatchOnlineAsync().GetAsyncEnumerator();
        await NextAsync(online);
        using var cancellation = new CancellationTokenSource();
        await using var cancelled = client.Accounts.WatchOnlineAsync(cancellation.Token).GetAsyncEnumerator();
        await NextAsync(cancelled);

        await cancellation.CancelAsync();
        await cancelled.Awaiting(o => o.MoveNextAsync().AsTask().Within()).Should().ThrowAsync<OperationCanceledException>();
        await client.DisposeAsync().AsTask().Within();

        (await online.MoveNextAsync().AsTask().Within()).Should().BeFalse();
        Server.Security.Watchers.Should().BeEmpty();
    }

    private static Dictionary<string, string> Properties(string principal, long since) => new()
    {
        ["$Principal"] = principal,
        ["$StartTime"] = $"{since}",
        ["$ClientType"] = "DOTNET",
    };

    private static async Task<IReadOnlyList<OnlineSession>> NextAsync(IAsyncEnumerator<IReadOnlyList<OnlineSession>> online)
    {
        (await online.MoveNextAsync().AsTask().Within()).Should().BeTrue();
        return online.Current;
    }
}
