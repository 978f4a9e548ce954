using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using Messaging.TestKit.Vectors;

namespace Messaging.Interop.Tests.Vectors;

/// <summary>
/// A connection on which the test itself writes and reads every byte: no code of ours and none of the SDK's is between.
/// </summary>
internal sealed class RawSession : IAsyncDisposable
{
    private const byte Request = 0x00;
    private const byte Value = 0x04;
    private const byte Response = 0x06;
    private const byte Error = 0x07;

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];

    private RawSession()
    {
    }

    /// <summary>The first message of the server.</summary>
    public byte[] Handshake { get; private set; } = [];

    /// <summary>The session's id as requests carry it, in hexadecimal: two varints.</summary>
    public string SessionId =>
        Varint(BinaryPrimitives.ReadUInt64BigEndian(Handshake.AsSpan(3))) + Varint(BinaryPrimitives.ReadUInt64BigEndian(Handshake.AsSpan(11)));

    /// <summary>Connects as a principal.</summary>
    /// <param name="server">Where.</param>
    /// <param name="principal">Who.</param>
    /// <param name="password">The password.</param>
    /// <param name="properties">The session properties to propose, as JSON.</param>
    public static Task<RawSession> ConnectAsync(Uri server, string principal, string password, string properties = "{}")
    {
        byte[] text = Encoding.UTF8.GetBytes(password);
        string credentials = Convert.ToBase64String([0x01, (byte)text.Length, .. text]);
        return ConnectAsync(
            server,
            $"/diffusion?ty=WB&v=29&ca=10&r=0&sp={Uri.EscapeDataString(properties)}&username={principal}&password={Uri.EscapeDataString(credentials)}");
    }

    /// <summary>Connects with a request target as the SDK sent it; by default that of an anonymous session.</summary>
    public static async Task<RawSession> ConnectAsync(Uri server, string? requestTarget = null)
    {
        requestTarget ??= GoldenVectors.Get("connect_request_anonymous").Text("url")!;
        var session = new RawSession();
        try
        {
            await session._socket.ConnectAsync(new Uri(server.GetLeftPart(UriPartial.Authority) + requestTarget), default).Within();
            session.Handshake = await session.ReceiveAsync();
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public Task SendAsync(byte[] frame) => _socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, default).Within();

    /// <summary>The next message of the server; empty when it closed the connection.</summary>
    public async Task<byte[]> ReceiveAsync()
    {
        using var message = new MemoryStream();
        while (true)
        {
            WebSocketReceiveResult part = await _socket.ReceiveAsync(_buffer, default).Within();
            message.Write(_buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return message.ToArray();
            }
        }
    }

    /// <summary>Sends a request and takes frames up to its answer.</summary>
    /// <returns>The answer, and what came before it.</returns>
    public async Task<(byte[] Answer, IReadOnlyList<byte[]> Before)> AskAsync(byte[] request)
    {
        await SendAsync(request);
        var before = new List<byte[]>();
        while (true)
        {
            byte[] frame = await ReceiveAsync();
            if (frame.Length == 0 || frame[0] is Response or Error)
            {
                return (frame, before);
            }

            before.Add(frame);
        }
    }

    /// <summary>Sends a request that has to succeed.</summary>
    /// <returns>What came before the answer.</returns>
    public async Task<IReadOnlyList<byte[]>> DoAsync(byte[] request)
    {
        (byte[] answer, IReadOnlyList<byte[]> before) = await AskAsync(request);
        answer.Should().StartWith([Response], "{0} should succeed", FrameText.Of(request));
        return before;
    }

    /// <summary>Subscribes to a path.</summary>
    /// <returns>What came before the answer.</returns>
    public Task<IReadOnlyList<byte[]>> SelectAsync(string path)
    {
        byte[] selector = Encoding.UTF8.GetBytes($">{path}");
        return DoAsync([Request, 0x03, 0x01, (byte)selector.Length, .. selector, 0x00]);
    }

    /// <summary>Asks for a ping: the session lives if it is answered.</summary>
    public async Task<byte[]> PingAsync() => (await AskAsync([Request, 0x38, 0x7f])).Answer;

    /// <summary>Takes this many value and delta frames and counts them by their first byte.</summary>
    public async Task<IReadOnlyDictionary<byte, int>> CountValueFramesAsync(int frames)
    {
        var counts = new Dictionary<byte, int>();
        for (int i = 0; i < frames; i++)
        {
            byte type = (await ReceiveAsync())[0];
            (type & 0x3e).Should().Be(Value, "only values and deltas are due");
            counts[type] = counts.GetValueOrDefault(type) + 1;
        }

        return counts;
    }

    /// <summary>The next request of the server of which the text is a part; answers to those before it are not owed.</summary>
    public async Task<byte[]> ReceiveWithAsync(string hex)
    {
        while (true)
        {
            byte[] frame = await ReceiveAsync();
            if (frame.Length == 0 || FrameText.Of(frame).Contains(hex, StringComparison.Ordinal))
            {
                return frame;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return FrameText.Of([.. bytes]);
    }
}
