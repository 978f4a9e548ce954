using Messaging.DiffusionWire.Frames;

namespace Messaging.LocalServer.Sessions.Recovery;

/// <summary>Counts the frames of a client, and tells those that it repeats after a loss from new ones (SESS-15, SESS-16).</summary>
/// <remarks>
/// <para>After a reconnection the server cannot see where the repeated frames end, and clients do not number them. So nothing is
/// counted until the client answers a request that it can only have got with the new connection: that answer is new, and all behind it.
/// New frames before it are missing in the count, and the client will repeat as many at the next reconnection: they are skipped then.</para>
/// <para>Counting too much would be worse: the client would have to give up, as it could not send what the server wants next.</para>
/// <para>Belongs to whoever serves the session's connection; from one connection to the next it is handed over by
/// <see cref="Connections.Connection.Released"/>.</para>
/// </remarks>
internal sealed class ReceivedFrames
{
    private readonly FrameHistory _history = new();

    // Not null: the answers by which the client shows that it knows of its new connection.
    private HashSet<int>? _confirmations;
    private bool _mayRepeat;
    private bool _isToRestart;
    private int _uncertain;
    private int _overlap;

    /// <summary>The number of the next frame that the client is to send.</summary>
    public long Next { get; private set; } = 1;

    /// <summary>Whether the client can take up the session at <see cref="Next"/> without having lost anything.</summary>
    /// <param name="oldest">The number of the oldest frame that the client says it can repeat.</param>
    public bool Continues(long oldest)
    {
        if (_isToRestart || oldest < 1 || oldest > Next || Next > int.MaxValue)
        {
            return false;
        }

        // An unconfirmed connection: what the client repeated on it is lost, unless it never heard of it. Then it has not let go
        // of older frames, as it does on success.
        return _confirmations is null || (_mayRepeat && _uncertain == 0 && oldest < Next);
    }

    /// <summary>The session goes on with a new connection: the client is to repeat what was lost.</summary>
    /// <param name="confirmations">The conversations of the requests that the client gets with it.</param>
    public void OnResumed(HashSet<int> confirmations) => Await(confirmations, mayRepeat: true);

    /// <summary>The client is told to start anew. Whether it has heard of that or not, it can do nothing else from now on.</summary>
    public void OnRestarting() => _isToRestart = true;

    /// <summary>The session starts anew with a new connection: nothing is repeated.</summary>
    /// <param name="confirmation">The conversation of a request that the client gets with it.</param>
    public void OnRestarted(int confirmation)
    {
        _isToRestart = false;
        Next = 1;
        _history.Clear();
        Await([confirmation], mayRepeat: false);
    }

    /// <summary>Takes the next frame.</summary>
    public FrameVerdict Take(in Frame frame)
    {
        long key = FrameHistory.KeyOf(frame);
        if (_confirmations is not null)
        {
            if (!Confirms(frame))
            {
                _uncertain++;
                if (_mayRepeat)
                {
                    return TakeUncertain(key);
                }
            }
            else if (_overlap > 0)
            {
                return FrameVerdict.Lost;
            }
            else
            {
                _confirmations = null;
            }
        }

        Next++;
        _history.Add(key);
        return FrameVerdict.Handle;
    }

    private bool Confirms(in Frame frame) =>
        frame.Type is FrameType.Response or FrameType.Error && _confirmations!.Contains(frame.ConversationId);

    private FrameVerdict TakeUncertain(long key)
    {
        if (_overlap > 0)
        {
            // It began with a frame that was handled: then it has to go on with those that came after that one.
            return _history[_overlap--] == key ? FrameVerdict.Skip : FrameVerdict.Lost;
        }

        int back = _history.Find(key);
        if (back == 0)
        {
            _history.Add(key);
            return FrameVerdict.Handle;
        }

        if (_uncertain > 1)
        {
            return FrameVerdict.Lost;
        }

        _overlap = back - 1;
        return FrameVerdict.Skip;
    }

    private void Await(HashSet<int> confirmations, bool mayRepeat)
    {
        _confirmations = confirmations;
        _mayRepeat = mayRepeat;
        _uncertain = 0;
        _overlap = 0;
    }
}
