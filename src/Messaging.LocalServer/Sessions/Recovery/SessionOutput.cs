using System.Diagnostics;
using Messaging.DiffusionWire.Frames;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Sessions.Recovery;

/// <summary>All that is sent to one session, in one order, whichever connection it has or none.</summary>
/// <remarks>
/// <para>Any thread may append. A frame goes to the recovery buffer and to the connection in one step, and a reconnection is one step,
/// too: so each frame is either among those that are sent again, or comes behind them (SESS-14).</para>
/// <para>Frames up to a request that the client has answered have arrived, and are forgotten. One request at a time is watched for
/// that: the next one that is sent when the last one was answered, and each system ping, so that no client can prevent it by
/// leaving one unanswered.</para>
/// <para>Values of topics may be held back while the client reads slowly (TOPIC-91). They are not sent yet, so they have no number, and
/// come when the connection, or the next one, has written what waits. A topic whose value is held back has nothing else underway.</para>
/// <para>Lock: <see cref="Gate"/>, that of the connection's <see cref="OutputBuffer"/>: one lock for one append.</para>
/// </remarks>
internal sealed class SessionOutput : IOutputRefill
{
    private RecoveryBuffer? _recovery;
    private OutputBuffer? _buffer;
    private HeldValues? _held;
    private bool _isConflated = true;
    private int _watchedRequest;
    private long _watchedFrame;

    /// <param name="buffer">The output of the session's first connection.</param>
    /// <param name="recovery">Null if the session cannot be taken up again.</param>
    public SessionOutput(OutputBuffer buffer, RecoveryBuffer? recovery)
    {
        _buffer = buffer;
        _recovery = recovery;
        Gate = buffer.Gate;
        buffer.Refill = this;
    }

    /// <summary>The lock, for the outputs of further connections.</summary>
    public Lock Gate { get; }

    /// <summary>How many bytes may be appended before the connection is given up.</summary>
    public int Room => Volatile.Read(ref _buffer)?.Room ?? int.MaxValue;

    /// <summary>Sends a whole WebSocket frame that others may get, too: nobody may change it any more.</summary>
    public void AppendFrame(byte[] frame, WriteBatch batch)
    {
        lock (Gate)
        {
            _recovery?.Add(frame);
            _buffer?.AppendFrameUnderGate(frame, batch);
        }
    }

    /// <summary>Sends an update of a topic, or its new value later, as the topic's policy says.</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="update">The frame with what the client needs that has everything before: a delta or the value. Nobody changes it any more.</param>
    /// <param name="value">The frame with the value.</param>
    /// <param name="policy">The topic's policy.</param>
    /// <param name="batch">Takes the connection.</param>
    /// <returns>False if the subscription has to end. The update was sent all the same, as those after it may build on it.</returns>
    public bool AppendUpdate(int topicId, byte[] update, byte[] value, ConflationPolicy policy, WriteBatch batch)
    {
        lock (Gate)
        {
            if (_held is not null && _held.TryReplace(topicId, value))
            {
                return true;
            }

            bool isToYield = policy != ConflationPolicy.Off && _isConflated && _buffer is { } buffer
                && (policy == ConflationPolicy.Always ? buffer.IsBusyUnderGate : buffer.IsUnderPressureUnderGate);
            if (isToYield && policy != ConflationPolicy.Unsubscribe)
            {
                (_held ??= new HeldValues()).Add(topicId, value);
                return true;
            }

            _recovery?.Add(update);
            _buffer?.AppendFrameUnderGate(update, batch);
            return !isToYield;
        }
    }

    /// <summary>Forgets what is held back of a topic: the subscription ends.</summary>
    public void ForgetHeld(int topicId)
    {
        lock (Gate)
        {
            _held?.Remove(topicId);
        }
    }

    /// <summary>Lets the policies of topics count for this session, or lets all updates wait. What is held back is sent as it would have been.</summary>
    public void SetConflated(bool isConflated)
    {
        lock (Gate)
        {
            _isConflated = isConflated;
        }
    }

    /// <summary>Sends what was held back, the oldest first, as far as there is room.</summary>
    public void RefillUnderGate(OutputBuffer output)
    {
        while (_held is { } held && output == _buffer)
        {
            if (held.IsEmpty)
            {
                // The next slow time may be long away.
                _held = null;
                return;
            }

            byte[] frame = held.Next;
            if (!output.TryRefillUnderGate(frame))
            {
                return;
            }

            held.RemoveNext();
            _recovery?.Add(frame);
        }
    }

    /// <summary>Sends a message to this session only.</summary>
    public void AppendMessage(ReadOnlySpan<byte> message, WriteBatch batch)
    {
        lock (Gate)
        {
            AppendUnderGate(message, batch);
        }
    }

    /// <summary>Sends a request of the server.</summary>
    /// <param name="message">The message.</param>
    /// <param name="conversationId">Its number.</param>
    /// <param name="isAnsweredSoon">Whether the client answers it in any case, and on its own.</param>
    /// <param name="batch">Takes the connection.</param>
    public void AppendRequest(ReadOnlySpan<byte> message, int conversationId, bool isAnsweredSoon, WriteBatch batch)
    {
        lock (Gate)
        {
            AppendUnderGate(message, batch);
            if (_recovery is not null && (isAnsweredSoon || _watchedRequest == 0))
            {
                Watch(conversationId, _recovery.Sent);
            }
        }
    }

    /// <summary>The client has answered a request.</summary>
    public void OnAnswered(int conversationId)
    {
        if (Volatile.Read(ref _watchedRequest) != conversationId)
        {
            return;
        }

        lock (Gate)
        {
            if (_watchedRequest == conversationId)
            {
                _recovery?.Confirm(_watchedFrame);
                _watchedRequest = 0;
            }
        }
    }

    /// <summary>The connection is lost. What is sent from now on waits.</summary>
    public void Detach()
    {
        lock (Gate)
        {
            _buffer = null;
            _recovery?.OnDisconnected();
        }
    }

    /// <summary>Goes on with another connection where the last one ended: the handshake's answer, all that has not arrived, a request.</summary>
    /// <param name="buffer">The output of the connection.</param>
    /// <param name="handshake">The answer to its handshake.</param>
    /// <param name="received">How many frames of the server the client has received.</param>
    /// <param name="ping">The request, which the client can only answer when it has all that.</param>
    /// <param name="pingId">Its number.</param>
    /// <param name="batch">Takes the connection.</param>
    /// <param name="sentAgain">How many frames were sent again.</param>
    /// <returns>The conversations of all requests that the client has not got before; null if frames are missing, and nothing was sent.</returns>
    public HashSet<int>? TryResume(
        OutputBuffer buffer, ReadOnlySpan<byte> handshake, int received, ReadOnlySpan<byte> ping, int pingId, WriteBatch batch, out int sentAgain)
    {
        sentAgain = 0;
        Debug.Assert(buffer.Gate == Gate, "the connection was made for this session");
        lock (Gate)
        {
            if (_recovery is null || !_recovery.Continues(received))
            {
                return null;
            }

            _recovery.Confirm(received);
            buffer.AppendMessageUnderGate(handshake, batch);
            HashSet<int> requests = [pingId];
            sentAgain = _recovery.Count;
            for (int i = 0; i < sentAgain; i++)
            {
                byte[] frame = _recovery[i];
                buffer.AppendFrameUnderGate(frame, batch);
                AddRequest(frame, requests);
            }

            Attach(buffer, ping, pingId, batch);
            return requests;
        }
    }

    /// <summary>Begins anew with another connection: what has not arrived is lost, and frames count from 1, which is a request.</summary>
    public void Restart(OutputBuffer buffer, ReadOnlySpan<byte> ping, int pingId, WriteBatch batch)
    {
        Debug.Assert(buffer.Gate == Gate, "the connection was made for this session");
        lock (Gate)
        {
            _held = null;
            _recovery?.Restart();
            Attach(buffer, ping, pingId, batch);
        }
    }

    /// <summary>The session has ended: what the connection has to write it still gets, nothing is kept.</summary>
    public void Close()
    {
        lock (Gate)
        {
            _recovery = null;
            _held = null;
        }
    }

    private static void AddRequest(byte[] frame, HashSet<int> requests)
    {
        ReadOnlyMemory<byte> message = WebSocketFrameHeader.MessageIn(frame);
        if (message.Span[0] == (byte)FrameType.Request)
        {
            requests.Add(Frame.Read(message).ConversationId);
        }
    }

    private void Attach(OutputBuffer buffer, ReadOnlySpan<byte> ping, int pingId, WriteBatch batch)
    {
        _buffer = buffer;
        buffer.Refill = this;
        _recovery?.OnConnected();
        AppendUnderGate(ping, batch);
        Watch(pingId, _recovery?.Sent ?? 0);
    }

    private void AppendUnderGate(ReadOnlySpan<byte> message, WriteBatch batch)
    {
        if (_recovery is null)
        {
            _buffer?.AppendMessageUnderGate(message, batch);
            return;
        }

        byte[] frame = WebSocketFrameHeader.Frame(message);
        _recovery.Add(frame);
        _buffer?.AppendFrameUnderGate(frame, batch);
    }

    private void Watch(int conversationId, long frame)
    {
        _watchedRequest = conversationId;
        _watchedFrame = frame;
    }
}
