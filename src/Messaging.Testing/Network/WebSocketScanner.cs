using System.Buffers.Binary;

namespace Messaging.Testing;

/// <summary>
/// Finds where messages end in the bytes of one direction of a WebSocket connection, from the HTTP head on (RFC 6455, 5.2).
/// A message is what its last frame ends; control frames do not count. Not thread-safe.
/// </summary>
/// <remarks>What is no WebSocket (an HTTP error, TLS) has no messages.</remarks>
internal sealed class WebSocketScanner
{
    private const int MaximumHead = 128 * 1024;
    private const int MaximumHeader = 14;
    private const int FirstControlOpcode = 8;

    private readonly TaskCompletionSource<byte[]> _head = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<byte> _start = [];
    private readonly List<byte> _message = [];
    private readonly byte[] _header = new byte[MaximumHeader];
    private State _state = State.Head;
    private int _headerLength;
    private ulong _payloadLeft;
    private int _payloadOffset;

    private enum State
    {
        Head,
        Header,
        Payload,
        NoWebSocket,
    }

    /// <summary>Takes each message, unmasked, when it is complete; without it no message is kept.</summary>
    public Action<byte[]>? OnMessage { get; set; }

    /// <summary>Completes with the HTTP head, including the empty line, once that has come.</summary>
    public Task<byte[]> Head => _head.Task;

    /// <summary>How many messages have come to their end.</summary>
    public long Messages { get; private set; }

    private bool IsControl => (_header[0] & 0x0f) >= FirstControlOpcode;

    private bool IsMasked => (_header[1] & 0x80) != 0;

    /// <summary>Takes the next bytes, cut anywhere, to the end of a message at most.</summary>
    /// <returns>How many it took: all of them, unless a message ended before.</returns>
    public int Read(ReadOnlySpan<byte> bytes)
    {
        long before = Messages;
        int taken = 0;
        while (taken < bytes.Length && Messages == before)
        {
            taken += _state switch
            {
                State.Head => ReadHead(bytes[taken..]),
                State.Header => ReadHeader(bytes[taken]),
                State.Payload => ReadPayload(bytes[taken..]),
                _ => bytes.Length - taken,
            };
        }

        return taken;
    }

    private int ReadHead(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            _start.Add(bytes[i]);
            if (bytes[i] == '\n' && _start is [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'])
            {
                byte[] head = [.. _start];
                _start.Clear();
                _head.SetResult(head);
                bool isRefusal = head.AsSpan().StartsWith("HTTP/"u8) && !head.AsSpan().StartsWith("HTTP/1.1 101"u8);
                _state = isRefusal ? State.NoWebSocket : State.Header;
                return i + 1;
            }
        }

        if (_start.Count > MaximumHead)
        {
            _start.Clear();
            _state = State.NoWebSocket;
        }

        return bytes.Length;
    }

    private int ReadHeader(byte next)
    {
        _header[_headerLength++] = next;
        if (_headerLength < 2)
        {
            return 1;
        }

        int lengthBits = _header[1] & 0x7f;
        int extended = lengthBits switch { 126 => 2, 127 => 8, _ => 0 };
        if (_headerLength == 2 + extended + (IsMasked ? 4 : 0))
        {
            _payloadLeft = extended switch
            {
                2 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
                8 => BinaryPrimitives.ReadUInt64BigEndian(_header.AsSpan(2)),
                _ => (ulong)lengthBits,
            };
            _payloadOffset = 0;
            _state = State.Payload;
            if (_payloadLeft == 0)
            {
                EndFrame();
            }
        }

        return 1;
    }

    private int ReadPayload(ReadOnlySpan<byte> bytes)
    {
        int count = (int)Math.Min(_payloadLeft, (ulong)bytes.Length);
        if (OnMessage is not null && !IsControl)
        {
            Keep(bytes[..count]);
        }

        _payloadLeft -= (ulong)count;
        if (_payloadLeft == 0)
        {
            EndFrame();
        }

        return count;
    }

    private void Keep(ReadOnlySpan<byte> payload)
    {
        ReadOnlySpan<byte> mask = IsMasked ? _header.AsSpan(_headerLength - 4, 4) : default;
        foreach (byte next in payload)
        {
            _message.Add(mask.IsEmpty ? next : (byte)(next ^ mask[_payloadOffset++ % 4]));
        }
    }

    private void EndFrame()
    {
        bool isFinal = (_header[0] & 0x80) != 0;
        _headerLength = 0;
        _state = State.Header;
        if (isFinal && !IsControl)
        {
            Messages++;
            OnMessage?.Invoke([.. _message]);
            _message.Clear();
        }
    }
}
