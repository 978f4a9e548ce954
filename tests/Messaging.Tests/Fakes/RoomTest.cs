using Messaging.Tests.Recording;

namespace Messaging.Tests.Fakes;

/// <summary>Base of tests of rooms over a <see cref="FakeServer"/> and a clock that stands still.</summary>
public abstract class RoomTest : LoggedTest
{
    private readonly List<MessagingClient> _clients = [];

    protected const string Url = "wss://fake:8080";

    protected RoomTest() => Server = new FakeServer { Time = Time };

    internal FakeServer Server { get; }

    protected ObservableTime Time { get; } = new();

    /// <summary>
    /// A client whose reconnection attempts wait half of what the backoff allows, and that asks for capabilities only when there
    /// is a reason to.
    /// </summary>
    protected MessagingClient NewClient(Action<MessagingOptions>? configure = null)
    {
        var options = new MessagingOptions { Url = new Uri(Url), CapabilityRefreshInterval = TimeSpan.Zero };
        configure?.Invoke(options);
        var client = new MessagingClient(options, (o, _) => RecordedClient.Record(o, Server.As(o.Principal)), Log, Time, () => 0.5);
        _clients.Add(client);
        return client;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (MessagingClient client in _clients)
        {
            await client.DisposeAsync().Within();
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
