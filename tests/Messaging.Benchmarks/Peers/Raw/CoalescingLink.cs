namespace Messaging.Benchmarks.Peers.Raw;

/// <summary>
/// WebSocket frames, gathered: what is sent while messages that arrived together are handled goes out in one write when all of them are
/// handled, and while a write is under way the next gathers. The floor of anything that talks WebSocket.
/// </summary>
/// <param name="stream">The connection, past the handshake.</param>
/// <param name="isClient">Whether frames have to be masked. The mask is zero: a floor does not need to be safe from proxies.</param>
/// <param name="faults">Where to tell that writing failed.</param>
internal sealed class CoalescingLink(Stream stream, bool isClient, Faults faults) : IRawLink
{
    private const int InitialLength = 4 * 1024;

    [ThreadStatic]
    private static List<CoalescingLink>? t_batch;

    private readonly Lock _gate = new();
    private byte[] _gathered = new byte[InitialLength];
    private byte[] _spare = new byte[InitialLength];
    private int _length;
    private bool _isWriting;
    private bool _isInBatch;
    private volatile bool _isDisposed;

    public void SendShared(ReadOnlyMemory<byte> message) => Send(message.Span);

    public void Send(ReadOnlySpan<byte> message)
    {
        List<CoalescingLink>? batch = t_batch;
        lock (_gate)
        {
            Append(message);
            if (batch is not null)
            {
                if (!_isInBatch)
                {
                    _isInBatch = true;
                    batch.Add(this);
                }

                return;
            }
        }

        Flush();
    }

    public async Task ReadAsync(RawMessageHandler handler, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[InitialLength];
        List<CoalescingLink> batch = [];
        int length = 0;
        while (true)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return;
            }

            length += read;
            int consumed = HandleAll(buffer.AsSpan(0, length), handler, batch);
            length -= consumed;
            buffer.AsSpan(consumed, length).CopyTo(buffer);
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        return stream.DisposeAsync();
    }

    private static int HandleAll(ReadOnlySpan<byte> bytes, RawMessageHandler handler, List<CoalescingLink> batch)
    {
        int consumed = 0;
        t_batch = batch;
        try
        {
            while (RawFrame.TryRead(bytes[consumed..], out Range payload, out int frameLength))
            {
                handler(bytes[consumed..][payload]);
                consumed += frameLength;
            }
        }
        finally
        {
            t_batch = null;
        }

        foreach (CoalescingLink link in batch)
        {
            link.Flush();
        }

        batch.Clear();
        return consumed;
    }

    private void Append(ReadOnlySpan<byte> message)
    {
        int needed = _length + RawFrame.LongestHeader + message.Length;
        if (needed > _gathered.Length)
        {
            Array.Resize(ref _gathered, Math.Max(needed, _gathered.Length * 2));
        }

        _length += RawFrame.Write(_gathered.AsSpan(_length), message, isClient);
    }

    private void Flush()
    {
        lock (_gate)
        {
            _isInBatch = false;
            if (_isWriting || _length == 0)
            {
                return;
            }

            _isWriting = true;
        }

        faults.Watch(WriteAllAsync());
    }

    private async Task WriteAllAsync()
    {
        try
        {
            while (TryTake(out ReadOnlyMemory<byte> bytes))
            {
                await stream.WriteAsync(bytes);
                await stream.FlushAsync();
            }
        }
        catch (Exception) when (_isDisposed)
        {
            // Nobody waits for it any more.
        }
    }

    private bool TryTake(out ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            bytes = _gathered.AsMemory(0, _length);
            _isWriting = _length > 0;
            (_gathered, _spare) = (_spare, _gathered);
            _length = 0;
            return _isWriting;
        }
    }
}
