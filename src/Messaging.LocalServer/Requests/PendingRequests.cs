using Messaging.DiffusionWire.Frames;
using Messaging.LocalServer.Connections;

namespace Messaging.LocalServer.Requests;

/// <summary>The requests of the server that one session has not answered yet.</summary>
/// <remarks>
/// Any thread may add, answer and close. Bounded; overflow rule: what does not fit is not asked. The first answer to a
/// request counts, later ones and those to nothing are dropped: clients do send several.
/// Lock: <c>_gate</c>, a leaf. Nobody is called under it.
/// </remarks>
internal sealed class PendingRequests(LocalServerOptions options, TimerCount timers)
{
    private readonly Lock _gate = new();

    // Most sessions are never asked anything that has to be waited for.
    private Dictionary<int, Entry>? _requests;
    private bool _isClosed;

    /// <summary>Remembers a request that is about to be sent.</summary>
    /// <param name="conversationId">Its number.</param>
    /// <param name="request">Who waits for the answer.</param>
    /// <param name="timeout">How long.</param>
    /// <returns>Null if it may be sent; else why not. Then nobody hears of it any more.</returns>
    public UnansweredReason? Add(int conversationId, IPendingRequest request, TimeSpan timeout)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return UnansweredReason.SessionEnded;
            }

            _requests ??= [];
            if (_requests.Count >= options.MaximumPendingRequests)
            {
                return UnansweredReason.TooMany;
            }

            ITimer timer = timers.Start(options.TimeProvider, () => OnTimedOut(conversationId), timeout, Timeout.InfiniteTimeSpan);
            _requests.Add(conversationId, new Entry(request, timer));
            return null;
        }
    }

    /// <summary>Takes a response or an error of the session.</summary>
    public void OnAnswer(in Frame answer, WriteBatch batch) => Take(answer.ConversationId)?.OnAnswered(answer, batch);

    /// <summary>Tells all who wait that the session has ended, and refuses what comes later.</summary>
    public void Close(WriteBatch batch) => End(batch, isClosed: true);

    /// <summary>Tells all who wait now that the session has, in effect, ended: what they asked it is lost (SESS-12).</summary>
    public void Restart(WriteBatch batch) => End(batch, isClosed: false);

    private void End(WriteBatch batch, bool isClosed)
    {
        Entry[] entries;
        lock (_gate)
        {
            _isClosed |= isClosed;
            entries = _requests is null ? [] : [.. _requests.Values];
            _requests = null;
        }

        foreach (Entry entry in entries)
        {
            entry.Timer.Dispose();
            entry.Request.OnUnanswered(UnansweredReason.SessionEnded, batch);
        }
    }

    private void OnTimedOut(int conversationId)
    {
        WriteBatch batch = new();
        Take(conversationId)?.OnUnanswered(UnansweredReason.TimedOut, batch);
        batch.Flush();
    }

    private IPendingRequest? Take(int conversationId)
    {
        Entry? entry;
        lock (_gate)
        {
            if (_requests is null || !_requests.Remove(conversationId, out entry))
            {
                return null;
            }
        }

        entry.Timer.Dispose();
        return entry.Request;
    }

    private sealed record Entry(IPendingRequest Request, ITimer Timer);
}
