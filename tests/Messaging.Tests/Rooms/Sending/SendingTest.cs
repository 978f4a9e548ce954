using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.Sending;

/// <summary>Base of tests that interrupt what is being sent.</summary>
public abstract class SendingTest : HistoryReadingTest
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(125);

    protected static MessagingException Lost { get; } = new(MessagingErrorCode.ConnectionLost, "scripted", isTransient: true);

    /// <summary>The ids and texts in the room, in order.</summary>
    protected IEnumerable<string> Texts => Server.Topics[Path].Series!.Current.Select(e => MessagePayloadText(e.ToJson()));

    /// <summary>What was asked after joining, without subscribing and describing.</summary>
    protected IEnumerable<string> Traffic => Server.Calls
        .Where(call => call.Split(' ')[0] is "append" or "set" or "query" or "edit")
        .Select(call => call.Replace($" {Path}", "", StringComparison.Ordinal));

    /// <summary>A client that is reconnecting until <see cref="ReconnectAsync"/>.</summary>
    protected async Task<(MessagingClient Client, IChatRoom Room)> JoinAsync(
        Action<MessagingOptions>? configure = null, RoomKind kind = RoomKind.History)
    {
        MessagingClient client = NewClient(o =>
        {
            o.Principal = "ann";
            configure?.Invoke(o);
        });
        return (client, await client.JoinAsync("lobby", new RoomOptions { Kind = kind }).Within());
    }

    protected async Task DropAsync(MessagingClient client)
    {
        Server.Session.Drop();
        await client.WhenAsync(ConnectionState.Reconnecting);
    }

    protected async Task ReconnectAsync(MessagingClient client)
    {
        await Time.PassAsync(FirstBackoff);
        await client.WhenAsync(ConnectionState.Connected);
    }

    /// <summary>The next such call is done by the server, but its answer is lost with the session.</summary>
    protected void LoseNextAnswer(string verb, bool endsSession = true) => OnNext(verb, isDone: true, endsSession);

    /// <summary>The next such call does not reach the server, and the session ends.</summary>
    protected void LoseNextRequest(string verb, bool endsSession = true) => OnNext(verb, isDone: false, endsSession);

    protected static async Task<MessagingException> FailureAsync(Task task) =>
        (await task.Awaiting(t => t.Within()).Should().ThrowAsync<MessagingException>()).Which;

    private void OnNext(string verb, bool isDone, bool endsSession)
    {
        bool isOver = false;
        Server.OnCall = (call, _) =>
        {
            if (isOver || !call.StartsWith(verb, StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            isOver = true;
            if (!isDone)
            {
                Break();
            }

            Server.OnReply = () =>
            {
                Server.OnReply = () => Task.CompletedTask;
                Break();
                return Task.CompletedTask;
            };
            return Task.CompletedTask;
        };

        void Break()
        {
            if (endsSession)
            {
                Server.Session.Drop();
            }

            throw endsSession ? Lost : new MessagingException(MessagingErrorCode.Timeout, "scripted", isTransient: true);
        }
    }

    private static string MessagePayloadText(string json) =>
        System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("text").GetString()!;
}
