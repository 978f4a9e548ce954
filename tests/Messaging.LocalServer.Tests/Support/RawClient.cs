using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Messaging.LocalServer.Tests.Support;

/// <summary>
/// A client made of a socket and nothing of ours: it writes the bytes that a test gives it and shows those that come. It
/// sees the end of the TCP connection, so a test knows when the server has let go of everything.
/// </summary>
internal sealed class RawClient : IAsyncDisposable
{
    public const string AnonymousTarget = "/diffusion?ty=WB&v=29&ca=10&r=60000&sp=%7B%22%24Environment%22%3A%22NODE_linux_20.20.2%22%7D";

    /// <summary>The same for a session that ends with its connection.</summary>
    public const string TransientTarget = "/diffusion?ty=WB&v=29&ca=10&r=0&sp=%7B%22%24Environment%22%3A%22NODE_linux_20.20.2%22%7D";

    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    private const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";   // the pair of RFC 6455, 1.3

    private const int TokenOffset = 19;
    private const int TokenLength = 24;

    private readonly Socket _socket;
    private readonly NetworkStream _stream;

    private RawClient(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>The server's first message.</summary>
    public byte[] Handshake { get; private set; } = [];

    /// <summary>The session's id as message bodies have it, as hexadecimal digits.</summary>
    public string SessionId =>
        Notation.VarInt(BinaryPrimitives.ReadUInt64BigEndian(Handshake.AsSpan(3, 8))) + Notation.VarInt(BinaryPrimitives.ReadUInt64BigEndian(Handshake.AsSpan(11, 8)));

    /// <summary>The session's id as people see it.</summary>
    public string SessionName => $"{Notation.Hex(Handshake.AsSpan(3, 8))}-{Notation.Hex(Handshake.AsSpan(11, 8))}";

    /// <summary>The secret that takes the session up again.</summary>
    public string Token => Encoding.ASCII.GetString(Handshake, TokenOffset, TokenLength);

    /// <summary>Opens a TCP connection and says nothing.</summary>
    public static async Task<RawClient> OpenTcpAsync(Uri server, int? receiveBufferSize = null)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBufferSize is { } size)
        {
            socket.ReceiveBufferSize = size;
        }

        await socket.ConnectAsync(IPAddress.Parse(server.Host), server.Port).Within();
        return new RawClient(socket);
    }

    /// <summary>Becomes a WebSocket and reads the server's first message, whatever it says.</summary>
    public static async Task<RawClient> ConnectAsync(Uri server, string target = AnonymousTarget, int? receiveBufferSize = null)
    {
        RawClient client = await OpenTcpAsync(server, receiveBufferSize);
        await client.UpgradeAsync(target);
        client.Handshake = (await client.ReceiveAsync()).Payload;
        if (client.Handshake.Length >= TokenOffset + TokenLength)
        {
            TestSecrets.RegisterToken(client.Token);
        }

        return client;
    }

    /// <summary>A target that takes a session up again.</summary>
    /// <param name="token">The session's token.</param>
    /// <param name="oldest">The number of the oldest message that the client can repeat, <c>cs</c>.</param>
    /// <param name="received">How many messages it received, <c>ss</c>.</param>
    public static string ReconnectionTarget(string token, long oldest, long received) =>
        AnonymousTarget.Replace("&sp=", $"&c={token}&cs={oldest}&ss={received}&sp=", StringComparison.Ordinal);

    /// <summary>A target with a principal and a password, for a session that ends with its connection.</summary>
    public static string TransientTargetFor(string principal, string password) =>
        TargetFor(principal, password).Replace("&r=60000&", "&r=0&", StringComparison.Ordinal);

    /// <summary>A target with a principal and a password.</summary>
    public static string TargetFor(string principal, string password)
    {
        TestSecrets.Disclose(principal);
        TestSecrets.Conceal(password);
        byte[] utf8 = Encoding.UTF8.GetBytes(TestSecrets.Register(password));
        string credentials = Convert.ToBase64String([1, (byte)utf8.Length, .. utf8]);
        return $"{AnonymousTarget}&username={Uri.EscapeDataString(principal)}&password={Uri.EscapeDataString(credentials)}";
    }

    /// <summary>Sends an HTTP request and reads the head of the answer.</summary>
    public async Task<string> RequestAsync(string target, params string[] headers)
    {
        string request = $"GET {target} HTTP/1.1\r\nHost: localhost\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";
        await SendRawAsync(Encoding.ASCII.GetBytes(request));
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await _stream.ReadExactlyAsync(one).Within();
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    public async Task UpgradeAsync(string target)
    {
        string head = await RequestAsync(target, "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", $"Sec-WebSocket-Key: {Key}");
        head.Should().StartWith("HTTP/1.1 101 ").And.Contain($"Sec-WebSocket-Accept: {Accept}");
    }

    /// <summary>Sends one message, in the notation of the protocol notes.</summary>
    public Task SendAsync(string notation) => SendFrameAsync(RawFrame.Binary, Notation.Bytes(notation));

    /// <summary>Sends one message.</summary>
    public Task SendAsync(byte[] message) => SendFrameAsync(RawFrame.Binary, message);

    public Task SendFrameAsync(int opcode, byte[] payload, bool isFinal = true)
    {
        WireSecrets.Conceal(payload);
        return SendRawAsync(Frame(opcode, payload, isFinal));
    }

    public Task SendRawAsync(byte[] bytes) => _stream.WriteAsync(bytes).Within();

    /// <summary>Sends a request and compares the answer, both in the notation of the protocol notes.</summary>
    public async Task RequestAsync(string request, string answer)
    {
        await SendAsync(request);
        await ExpectAsync(answer);
    }

    /// <summary>Sends a request and compares the answer, which is in the notation of the protocol notes.</summary>
    public async Task RequestAsync(byte[] request, string answer)
    {
        await SendAsync(request);
        await ExpectAsync(answer);
    }

    /// <summary>Reads as many messages as are given and compares them, one by one and in order.</summary>
    public async Task ExpectAsync(params string[] notations)
    {
        foreach (string notation in notations)
        {
            RawFrame frame = await ReceiveAsync();
            frame.Opcode.Should().Be(RawFrame.Binary);
            frame.Hex.Should().Be(Notation.Hex(notation), "the server should have sent {0}", notation);
        }
    }

    /// <summary>Reads an error frame <c>07 cid text code</c>, given the cid in one byte; the text is free.</summary>
    public async Task<string> ExpectErrorAsync(byte conversationId, string code)
    {
        byte[] payload = (await ReceiveAsync()).Payload;
        payload[..2].Should().Equal(7, conversationId);
        int offset = 2;
        int length = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = payload[offset++];
            length |= (next & 0x7f) << shift;
            if (next < 0x80)
            {
                break;
            }
        }

        Notation.Hex(payload.AsSpan(offset + length)).Should().Be(Notation.Hex(code));
        return Encoding.UTF8.GetString(payload, offset, length);
    }

    public async Task<RawFrame> ReceiveAsync()
    {
        byte[] header = await ReadAsync(2);
        (header[0] & 0x80).Should().Be(0x80, "the server does not fragment");
        (header[1] & 0x80).Should().Be(0, "frames of a server are not masked");
        long length = header[1];
        if (length >= 126)
        {
            length = (await ReadAsync(length == 126 ? 2 : 8)).Aggregate(0L, (value, next) => (value << 8) | next);
        }

        return new RawFrame(header[0] & 0x0f, await ReadAsync((int)length));
    }

    /// <summary>Expects a close frame with this code, confirms it, and waits until the server has closed the socket.</summary>
    public async Task ExpectCloseAsync(ushort code = 1000)
    {
        RawFrame frame = await ReceiveAsync();
        frame.Opcode.Should().Be(RawFrame.Close, "the server should close, but sent {0}", frame.Hex);
        frame.Payload.Should().Equal((byte)(code >> 8), (byte)code);
        try
        {
            await SendFrameAsync(RawFrame.Close, frame.Payload);
        }
        catch (IOException)
        {
            // The server's time for that was over, and it has cut the connection: the end comes next.
        }

        await ExpectEndAsync();
    }

    /// <summary>Waits until the server has closed the socket, and forgets what comes before that.</summary>
    public async Task ExpectEndAsync()
    {
        byte[] rest = new byte[4096];
        try
        {
            while (await _stream.ReadAsync(rest).Within() > 0)
            {
            }
        }
        catch (IOException)
        {
            // Reset: also an end.
        }
    }

    /// <summary>Reads what comes until the server has closed the socket.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        List<byte> all = [];
        byte[] some = new byte[4096];
        try
        {
            for (int count; (count = await _stream.ReadAsync(some).Within()) > 0;)
            {
                all.AddRange(some.AsSpan(0, count));
            }
        }
        catch (IOException)
        {
            // Reset: also an end.
        }

        return [.. all];
    }

    /// <summary>Ends the session in good order and waits until the server has let go of it.</summary>
    public async Task CloseAsync()
    {
        await SendAsync("1d");
        RawFrame frame;
        do
        {
            frame = await ReceiveAsync();
        }
        while (frame.Hex != "1c");

        await ExpectCloseAsync();
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    /// <summary>The bytes of one frame, masked as a client must.</summary>
    public static byte[] Frame(int opcode, byte[] payload, bool isFinal, byte[]? mask = null)
    {
        mask ??= RandomNumberGenerator.GetBytes(4);
        List<byte> frame = [(byte)((isFinal ? 0x80 : 0) | opcode)];
        switch (payload.Length)
        {
            case < 126:
                frame.Add((byte)(0x80 | payload.Length));
                break;
            case <= ushort.MaxValue:
                frame.AddRange([0xfe, (byte)(payload.Length >> 8), (byte)payload.Length]);
                break;
            default:
                frame.Add(0xff);
                frame.AddRange(BitConverter.GetBytes(IPAddress.HostToNetworkOrder((long)payload.Length)));
                break;
        }

        frame.AddRange(mask);
        frame.AddRange(payload.Select((value, i) => (byte)(value ^ mask[i % 4])));
        return [.. frame];
    }

    private async Task<byte[]> ReadAsync(int count)
    {
        byte[] bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes).Within();
        return bytes;
    }
}
