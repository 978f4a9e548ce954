using Messaging.LocalServer;
using Messaging.Sessions;

namespace Messaging.Tests.EndToEnd;

/// <summary>What a session that has ended says to whoever has not heard of it yet.</summary>
public sealed class EndedSessionTests : ServerTest
{
    /// <summary>Said otherwise, it would end a client that is about to restore its rooms on this session.</summary>
    [Fact]
    public async Task AddListener_SessionHasEnded_SaysThatTheConnectionIsLost()
    {
        LocalDiffusionServer server = await StartServerAsync();
        var factory = new DiffusionSessionFactory(new MessagingOptions { Url = server.Url }, TimeProvider.System, () => 0, Log.CreateLogger("session"));
        await using ITopicSession session = await factory
            .OpenAsync(new SessionCredentials(null, null), TestContext.Current.CancellationToken).Within();
        await server.DisposeAsync().Within();
        await session.Ended.Within();
        var listener = new Listener();

        foreach (Action add in new Action[] { () => session.AddListener("a", listener), () => session.AddSeriesListener("a", listener) })
        {
            MessagingException error = add.Should().Throw<MessagingException>().Which;
            error.Code.Should().Be(MessagingErrorCode.ConnectionLost);
            error.IsTransient.Should().BeTrue();
        }
    }

    private sealed class Listener : ITopicListener
    {
        public void OnSubscribed(TopicDescription description)
        {
        }

        public void OnValue(TopicValue value)
        {
        }

        public void OnUnsubscribed(UnsubscribeCause cause)
        {
        }
    }
}
