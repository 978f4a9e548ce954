using Messaging.LocalServer.Connections;

namespace Messaging.LocalServer.Tests.Connections;

/// <summary>How what waits for a connection is written.</summary>
public sealed class OutputBufferTests
{
    [Fact]
    public async Task Write_OnAHeldTransport_WaitsOnceForAllThatWaitsByThen()
    {
        HeldTransport transport = new();
        OutputBuffer output = Create(transport);
        WriteBatch batch = new();
        byte[] large = [.. Enumerable.Range(0, 5 * OutputBuffer.WriteChunk).Select(i => (byte)(i * 7))];

        output.AppendFrame(large, batch);
        batch.Flush();
        transport.Waits.Should().Be(1);
        transport.Written.Length.Should().Be(0, "nothing is said before it may be");
        output.AppendFrame([1, 2, 3], batch);
        batch.Flush();
        transport.Release();

        await output.CompleteAsync().Within();
        transport.Waits.Should().Be(2, "one for what was large, one for what came while that was held");
        transport.Written.ToArray().Should().Equal([.. large, 1, 2, 3]);
    }

    [Fact]
    public async Task Append_OfAFrameThatManyGet_LeavesItAsItIs()
    {
        byte[] shared = WebSocketFrameHeader.Frame([4, 0, 0, 0, 1, 0xf6]);
        byte[] before = [.. shared];
        HeldTransport[] transports = [new(), new(), new()];
        WriteBatch batch = new();
        OutputBuffer[] outputs = [.. transports.Select(transport => Create(transport))];
        for (int i = 0; i < outputs.Length; i++)
        {
            // Each has something else before and behind it, and the frames come into buffers that were used before.
            outputs[i].AppendMessage([6, (byte)i], batch);
            outputs[i].AppendFrame(shared, batch);
            outputs[i].AppendMessage([7, (byte)i], batch);
        }

        batch.Flush();
        for (int i = 0; i < outputs.Length; i++)
        {
            transports[i].Release();
            await outputs[i].CompleteAsync().Within();
            transports[i].Written.ToArray().Should().Equal([0x82, 2, 6, (byte)i, .. before, 0x82, 2, 7, (byte)i]);
        }

        shared.Should().Equal(before);
    }

    private static OutputBuffer Create(Stream transport) => new(transport, 4 * 1024 * 1024, 1024 * 1024, new Owner(), new Lock());

    private sealed class HeldTransport : MemoryStream, IOutputHold
    {
        private readonly TaskCompletionSource _mayWrite = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Waits { get; private set; }

        public MemoryStream Written { get; } = new();

        public void Release() => _mayWrite.SetResult();

        public Task WaitAsync()
        {
            Waits++;
            return _mayWrite.Task;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            Written.WriteAsync(buffer, cancellationToken);
    }

    private sealed class Owner : IOutputOwner
    {
        public void OnOutputOverflow(int maximumQueuedBytes) => throw new InvalidOperationException();

        public void OnOutputFailed(Exception exception) => throw new InvalidOperationException("It failed.", exception);
    }
}
