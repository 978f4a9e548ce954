using System.Threading.Channels;
using PushTechnology.ClientInterface.Client.Callbacks;

namespace Messaging.Interop.Tests.Recorders;

/// <summary>A stream of the vendor's .NET API that keeps what it is told, to be read in order.</summary>
public abstract class Recorder<TEvent> : IStream
{
    private readonly Channel<TEvent> _events = Channel.CreateUnbounded<TEvent>();
    private readonly TaskCompletionSource<ErrorReason?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the stream was closed: with null, or with the error.</summary>
    public Task<ErrorReason?> End => _end.Task;

    public void OnClose() => _end.TrySetResult(null);

    public void OnError(ErrorReason errorReason) => _end.TrySetResult(errorReason);

    /// <summary>The next event.</summary>
    public Task<TEvent> NextAsync() => _events.Reader.ReadAsync().Within();

    protected void Record(TEvent told) => _events.Writer.TryWrite(told);
}
