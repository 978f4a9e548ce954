using Messaging.LocalServer.Tests.Support;
using Messaging.TestKit.Fuzzing;
using Messaging.TestKit.Vectors;

namespace Messaging.LocalServer.Tests.Hostile;

/// <summary>What one hostile client says behind its handshake: messages that are right, nearly right and wrong, and then a ping.</summary>
internal sealed class ClientScript
{
    /// <summary>The answer to the ping at the end.</summary>
    public const string LastAnswer = "06f0ffffff07";

    private static readonly byte[] LastRequest = [0x00, 0x38, 0xf0, 0xff, 0xff, 0xff, 0x07];

    private static readonly byte[][] Vectors =
    [
        .. GoldenVectors.Topics.Concat(GoldenVectors.Security)
            .Where(vector => vector.Direction == VectorDirection.Client && !IsValue(vector))
            .Select(vector => vector.Bytes)
            .Where(bytes => bytes is [0x00 or 0x06 or 0x07 or 0x1d, ..] && bytes.Length <= 4096),
    ];

    private static readonly byte[][] Requests = [.. Vectors.Where(bytes => bytes[0] == 0)];

    private readonly ByteMutator _mutator;
    private readonly List<byte> _bytes = [];

    private ClientScript(ByteMutator mutator) => _mutator = mutator;

    /// <summary>How many messages it has, the last ping not counted.</summary>
    public int Messages { get; private set; }

    /// <summary>Whether the bytes are WebSocket frames as they must be, so that the server can read all messages.</summary>
    public bool IsWebSocket { get; private set; } = true;

    public byte[] Bytes => [.. _bytes];

    private Random Random => _mutator.Random;

    public static ByteMutator NewMutator(int seed) => new(Vectors, seed);

    /// <summary>Writes the next script.</summary>
    public static ClientScript Next(ByteMutator mutator)
    {
        ClientScript script = new(mutator);
        script.Write();
        return script;
    }

    private void Write()
    {
        // The first message that is no frame ends a session: three of four clients say none, so that their requests are all read.
        bool saysFrames = Random.Next(4) > 0;
        for (int left = Random.Next(1, 40); left > 0; left--)
        {
            WriteMessage(saysFrames ? NextRequest() : NextMessage());
            Messages++;
        }

        if (Random.Next(8) == 0)
        {
            Break();
        }

        _bytes.AddRange(Frame(RawFrame.Binary, LastRequest, isFinal: true));
    }

    private static bool IsValue(GoldenVector vector) =>
        vector.Name.StartsWith("cbor_", StringComparison.Ordinal) || vector.Name.StartsWith("binary_delta", StringComparison.Ordinal);

    private byte[] NextMessage() => Random.Next(10) switch
    {
        0 => _mutator.RandomBytes(),
        < 4 => _mutator.Original(),
        _ => _mutator.Next(),
    };

    /// <summary>A request with its own body, that of another service, or a damaged one.</summary>
    private byte[] NextRequest()
    {
        byte[] request = Requests[Random.Next(Requests.Length)];
        int header = HeaderLength(request);
        return Random.Next(4) switch
        {
            0 => request,
            1 => [.. request[..header], .. _mutator.Next()],
            _ => [.. request[..header], .. _mutator.Mutate(request[header..])],
        };
    }

    /// <summary>Type, service and conversation.</summary>
    private static int HeaderLength(byte[] request)
    {
        int length = 1;
        for (int numbers = 0; numbers < 2; length++)
        {
            numbers += request[length] < 0x80 ? 1 : 0;
        }

        return length;
    }

    private void WriteMessage(byte[] message)
    {
        if (Random.Next(10) > 0)
        {
            _bytes.AddRange(Frame(RawFrame.Binary, message, isFinal: true));
            return;
        }

        int cut = Random.Next(message.Length + 1);
        _bytes.AddRange(Frame(RawFrame.Binary, message[..cut], isFinal: false));
        if (Random.Next(2) == 0)
        {
            _bytes.AddRange(Frame(Random.Next(2) == 0 ? RawFrame.Ping : RawFrame.Pong, _mutator.RandomBytes(), isFinal: true));
        }

        _bytes.AddRange(Frame(RawFrame.Continuation, message[cut..], isFinal: true));
    }

    /// <summary>Adds a frame that is none, or damages the bytes somewhere.</summary>
    private void Break()
    {
        IsWebSocket = false;
        if (Random.Next(2) == 0)
        {
            byte[] frame = Frame(Random.Next(16), _mutator.RandomBytes(), isFinal: Random.Next(2) == 0);
            frame[Random.Next(Math.Min(frame.Length, 4))] ^= (byte)(1 << Random.Next(8));
            _bytes.AddRange(frame);
            return;
        }

        int at = Random.Next(_bytes.Count);
        switch (Random.Next(3))
        {
            case 0:
                _bytes[at] = (byte)Random.Next(256);
                break;
            case 1:
                _bytes.RemoveRange(at, _bytes.Count - at);
                break;
            default:
                _bytes.InsertRange(at, _mutator.RandomBytes());
                break;
        }
    }

    private byte[] Frame(int opcode, byte[] payload, bool isFinal)
    {
        byte[] mask = new byte[4];
        Random.NextBytes(mask);
        return RawClient.Frame(opcode, payload, isFinal, mask);
    }
}
