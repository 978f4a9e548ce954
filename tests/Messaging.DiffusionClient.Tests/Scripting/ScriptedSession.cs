using Messaging.DiffusionClient.Sessions;
using Microsoft.Extensions.Time.Testing;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Scripting;

/// <summary>A session whose server is the test, and whose clock stands still.</summary>
internal sealed class ScriptedSession : IAsyncDisposable
{
    /// <summary>The answer connect_response_ok of the golden vectors: session 1122334455667788-0000000000000001, pings every 30 s.</summary>
    public const string Accepted =
        "231d6411223344556677880000000000000001746f6b656e2d30313233343536373839414243444546474a00000000000075307fffffff";

    private ScriptedSession(ClientSession session, ScriptedConnection connection, FakeTimeProvider clock)
    {
        Session = session;
        Connection = connection;
        Clock = clock;
    }

    public ClientSession Session { get; }

    public ScriptedConnection Connection { get; }

    public FakeTimeProvider Clock { get; }

    public static async Task<ScriptedSession> OpenAsync(Func<ISessionFactory, ISessionFactory>? configure = null)
    {
        ScriptedConnector connector = new();
        ScriptedConnection connection = connector.Accept(Accepted);
        FakeTimeProvider clock = new();
        ISessionFactory factory = new SessionFactory(SessionOptions.Default with { Connector = connector, TimeProvider = clock });
        ISession session = await (configure?.Invoke(factory) ?? factory).OpenAsync("ws://scripted:8080").Within();
        return new ScriptedSession((ClientSession)session, connection, clock);
    }

    /// <summary>The next message of the client, which must be a request.</summary>
    public async Task<ClientRequest> TakeRequestAsync() => ClientRequest.Read(await Connection.TakeAsync());

    /// <summary>Uses up the numbers up to one, by pings: some recorded bodies hold a number that the client has chosen.</summary>
    public async Task CountToAsync(int number)
    {
        for (int conversation = 1; conversation <= number; conversation++)
        {
            Task<IPingDetails> ping = Session.Ping.PingServerAsync();
            ClientRequest request = await TakeRequestAsync();
            request.Conversation.Should().Be(conversation);
            Connection.Give(request.Answer());
            await ping.Within();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Session.Close();
        Connection.End();
        await Session.Completion.Within();
    }
}
