using System.Net.WebSockets;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.LocalServer;
using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionWire.Tests.Vectors;

/// <summary>
/// Every request of the official SDK that the project speaks, sent to the local server in WebSocket fragments that are
/// split at every byte: the answer is the one that the whole message gets.
/// </summary>
[Trait("Rule", "WIRE-21")]
public sealed class FragmentationTests : IAsyncLifetime
{
    private const string Target = "/diffusion?ty=WB&v=29&ca=10&r=0&sp=%7B%7D";

    // Sign-ins that fail may be slowed down or refused, and a lock that is held has to be waited for: equal requests do not get
    // equal answers.
    private static readonly ServiceId[] Excluded = [ServiceId.Reauthenticate, ServiceId.AcquireSessionLock];

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private LocalDiffusionServer? _server;

    public static TheoryData<string> Requests =>
        [.. VectorCatalogue.All.Where(IsRequestOfClient).Select(sorted => sorted.Vector.Name)];

    public async ValueTask InitializeAsync()
    {
        _server = await LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = 0, SystemPingPeriod = TimeSpan.FromHours(1), SecurityScript = LocalServerOptions.DevelopmentSecurityScript }).Within();
        await _socket.ConnectAsync(new Uri(_server.Url, Target), default).Within();
        Hex.Of((await ReceiveAsync()).AsSpan(0, 3)).Should().Be("231d64");
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _server!.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_InFragments_GetsSameAnswer(string name)
    {
        byte[] message = GoldenVectors.Get(name).Bytes;

        // The first one may create or remove something; from the second on the answers are equal.
        await AskAsync(message);
        string expected = Hex.Of(await AskAsync(message));
        for (int split = 0; split <= message.Length; split++)
        {
            string answer = Hex.Of(await AskAsync(message.AsMemory(0, split), message.AsMemory(split)));
            answer.Should().Be(expected, "{0} was split at {1}", name, split);
        }

        ReadOnlyMemory<byte>[] bytes = [.. Enumerable.Range(0, message.Length).Select(i => (ReadOnlyMemory<byte>)message.AsMemory(i, 1))];
        Hex.Of(await AskAsync(bytes)).Should().Be(expected, "{0} came byte by byte", name);
    }

    private static bool IsRequestOfClient(VectorCase sorted) =>
        sorted.Kind == VectorKind.Service
        && sorted.Vector.Direction == VectorDirection.Client
        && Frame.Read(sorted.Vector.Bytes) is { Type: FrameType.Request } frame
        && !Excluded.Contains(frame.Service);

    private async Task<byte[]> AskAsync(params ReadOnlyMemory<byte>[] fragments)
    {
        for (int i = 0; i < fragments.Length; i++)
        {
            await _socket.SendAsync(fragments[i], WebSocketMessageType.Binary, endOfMessage: i == fragments.Length - 1, default).Within();
        }

        return await ReceiveAsync();
    }

    private async Task<byte[]> ReceiveAsync()
    {
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(_buffer.AsMemory(length), default).Within();
            part.MessageType.Should().Be(WebSocketMessageType.Binary);
            length += part.Count;
            if (part.EndOfMessage)
            {
                return _buffer[..length];
            }
        }
    }
}
