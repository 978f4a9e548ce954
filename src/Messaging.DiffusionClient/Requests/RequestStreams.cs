using Messaging.DiffusionClient.Diagnostics;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Requests;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Requests;

/// <summary>Those who answer requests that are sent to this session, by their path (SEC-56). The server knows nothing of them. Thread-safe.</summary>
/// <param name="session">Whose.</param>
/// <param name="callbacks">Where callbacks run.</param>
/// <param name="report">Told what goes wrong, in a sentence, in the callback sequence.</param>
internal sealed class RequestStreams(ISession session, CallbackSequence callbacks, Action<string> report)
{
    private readonly Lock _gate = new();
    private Dictionary<string, RequestStreamEntry> Streams => field ??= new(StringComparer.Ordinal);
    private bool _closed;

    /// <summary>Sets the stream of a path, in place of the one that is there.</summary>
    /// <exception cref="SessionClosedException">The session is closed.</exception>
    public void Set(string path, RequestStreamEntry stream)
    {
        RequestStreamEntry? old;
        lock (_gate)
        {
            if (_closed)
            {
                throw new SessionClosedException("The request stream cannot be set: the session is closed.");
            }

            Streams.Remove(path, out old);
            Streams.Add(path, stream);
        }

        CloseLater(old);
    }

    /// <summary>Removes the stream of a path, if there is one.</summary>
    public void Remove(string path)
    {
        RequestStreamEntry? old;
        lock (_gate)
        {
            Streams.Remove(path, out old);
        }

        CloseLater(old);
    }

    /// <summary>Somebody has sent a request to this session. Called in the callback sequence.</summary>
    public void OnRequest(Answer answer, PathRequest request)
    {
        RequestStreamEntry? stream;
        lock (_gate)
        {
            Streams.TryGetValue(request.Path, out stream);
        }

        if (stream is null)
        {
            // Word by word as the vendor's client says it.
            answer.Refuse(
                $"Session {session.SessionId} has no registered streams for message sent to path '{request.Path}'", ServiceErrorCode.UnhandledMessage);
            return;
        }

        try
        {
            stream.OnRequest(request, answer);
        }
        catch (Exception e)
        {
            answer.Refuse(e.Message, ServiceErrorCode.CallbackException);
            GiveUp(request.Path, stream, e);
        }
    }

    /// <summary>The session is closed. Called in the callback sequence.</summary>
    public void Close()
    {
        RequestStreamEntry[] streams;
        lock (_gate)
        {
            _closed = true;
            streams = [.. Streams.Values];
            Streams.Clear();
        }

        foreach (RequestStreamEntry stream in streams)
        {
            Guard(stream.Stream, static stream => stream.OnError(ErrorReason.SESSION_CLOSED));
        }
    }

    private void CloseLater(RequestStreamEntry? stream)
    {
        if (stream is not null)
        {
            callbacks.Post(() => Guard(stream.Stream, static stream => stream.OnClose()));
        }
    }

    /// <summary>A stream has thrown: it is removed and told so, unless another one has its place already.</summary>
    private void GiveUp(string path, RequestStreamEntry stream, Exception exception)
    {
        ClientEventSource.Log.CallbackFailed(stream.Stream.GetType().ToString(), exception.ToString());
        report($"The request stream {stream.Stream.GetType()} threw an exception and is removed: {exception.GetType()}: {exception.Message}");
        lock (_gate)
        {
            if (!Streams.TryGetValue(path, out RequestStreamEntry? present) || present != stream)
            {
                return;
            }

            Streams.Remove(path);
        }

        Guard(stream.Stream, static stream => stream.OnError(ErrorReason.CALLBACK_EXCEPTION));
    }

    private void Guard(IStream stream, Action<IStream> callback)
    {
        try
        {
            callback(stream);
        }
        catch (Exception e)
        {
            ClientEventSource.Log.CallbackFailed(stream.GetType().ToString(), e.ToString());
            report($"The request stream {stream.GetType()} threw an exception in its last callback: {e.GetType()}: {e.Message}");
        }
    }
}
