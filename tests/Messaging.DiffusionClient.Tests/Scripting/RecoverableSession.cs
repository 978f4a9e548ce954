using System.Text.RegularExpressions;
using System.Threading.Channels;
using Messaging.DiffusionClient.Connections;
using Messaging.DiffusionClient.Sessions;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Scripting;

/// <summary>A session whose connections are lost and made again as the test says, and whose clock stands still. Reconnects at once, by default.</summary>
internal sealed partial class RecoverableSession : IAsyncDisposable
{
    // Session 1122334455667788-0000000000000001 and a token, as in the golden vectors; no pings.
    private const string Identity = "11223344556677880000000000000001746f6b656e2d30313233343536373839414243444546474a0000000000000000";

    private readonly Channel<string> _states = Channel.CreateUnbounded<string>();

    private RecoverableSession()
    {
    }

    public ClientSession Session { get; private set; } = null!;

    public ScriptedConnector Connector { get; } = new();

    /// <summary>The connection of now, or the last one.</summary>
    public ScriptedConnection Connection { get; private set; } = null!;

    public ObservedClock Clock { get; } = new();

    /// <summary>The answer to a new session.</summary>
    public static string Accepted => $"231d64{Identity}7fffffff";

    /// <summary>The answer that messages were lost.</summary>
    public static string ReconnectedWithLoss => $"231d6a{Identity}00000000";

    /// <summary>The answer that the session goes on, and the server expects this message.</summary>
    public static string Reconnected(int next) => $"231d69{Identity}{next:x8}";

    public static async Task<RecoverableSession> OpenAsync(Func<ISessionFactory, ISessionFactory>? configure = null, string? accepted = null)
    {
        RecoverableSession opened = new();
        opened.Connection = opened.Connector.Accept(accepted ?? Accepted);
        ISessionFactory factory = new SessionFactory(
            SessionOptions.Default with { Connector = opened.Connector, TimeProvider = opened.Clock });
        factory = factory.ReconnectionStrategy(TestStrategy.Immediate()).SessionStateChangedHandler((_, e) => opened._states.Writer.TryWrite($"{e.OldState} -> {e.NewState}"));
        opened.Session = (ClientSession)await (configure?.Invoke(factory) ?? factory).OpenAsync("ws://scripted:8080").Within();
        (await opened.Connector.NextTargetAsync()).Should().NotBeNull();
        (await opened.NextStateAsync()).Should().Be("CONNECTING -> CONNECTED_ACTIVE");
        return opened;
    }

    /// <summary>The next change of the state.</summary>
    public Task<string> NextStateAsync() => _states.Reader.ReadAsync().Within();

    /// <summary>A change of the state that was told already, or null.</summary>
    public string? TryNextState() => _states.Reader.TryRead(out string? state) ? state : null;

    /// <summary>Breaks the connection; the server answers the next attempt with this, and goes on with those.</summary>
    /// <returns>The request target of the attempt, without what says which environment the client runs in.</returns>
    public async Task<string> LoseAsync(string answer, params string[] messages)
    {
        ScriptedConnection lost = Connection;
        Connection = Connector.Accept([answer, .. messages]);
        lost.End(new IOException("cut"));
        return await NextRequestAsync();
    }

    /// <summary>As <see cref="LoseAsync"/>, up to where the session is connected again.</summary>
    public async Task<string> ReplaceAsync(string answer, params string[] messages)
    {
        string request = await LoseAsync(answer, messages);
        (await NextStateAsync()).Should().Be("CONNECTED_ACTIVE -> RECOVERING_RECONNECT");
        (await NextStateAsync()).Should().Be("RECOVERING_RECONNECT -> CONNECTED_ACTIVE");
        return request;
    }

    /// <summary>The request target of the next attempt.</summary>
    public async Task<string> NextRequestAsync()
    {
        ConnectionTarget target = await Connector.NextTargetAsync();
        return EnvironmentProperty().Replace(target.RequestTarget, "NODE_linux_20.20.2");
    }

    /// <summary>Where the session says it stands: cs and ss of a request.</summary>
    public static (int Cs, int Ss) Position(string request)
    {
        Match match = Sequences().Match(request);
        match.Success.Should().BeTrue("{0} should be a reconnection", request);
        return (int.Parse(match.Groups[1].Value, null), int.Parse(match.Groups[2].Value, null));
    }

    /// <summary>The client sends messages, numbered by what they answer: 06 and a conversation of the server's. The server sends as many.</summary>
    public async Task AnswerPingsAsync(int first, int count)
    {
        for (int conversation = first; conversation < first + count; conversation++)
        {
            byte[] id = conversation < 0x80 ? [(byte)conversation] : [(byte)(conversation | 0x80), (byte)(conversation >> 7)];
            Connection.Give([0x00, 0x38, .. id]);
            (await Connection.TakeAsync()).Should().Equal([0x06, .. id]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Session.Close();
        Connector.EndAll();
        await Session.Completion.Within();
    }

    [GeneratedRegex("DOTNET_[a-z]+_[0-9.]+")]
    private static partial Regex EnvironmentProperty();

    [GeneratedRegex("&cs=(-?[0-9]+)&ss=(-?[0-9]+)&")]
    private static partial Regex Sequences();
}
