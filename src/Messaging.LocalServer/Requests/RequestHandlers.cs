using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Requests;

/// <summary>Who handles the requests for which paths.</summary>
/// <remarks>
/// Several sessions may handle one branch: the one that came first does, and the next one when it is gone.
/// Bounded by what one session may register. Lock: <c>_gate</c>, a leaf.
/// </remarks>
/// <param name="maximumPerSession">How many handlers one session may have.</param>
internal sealed class RequestHandlers(int maximumPerSession)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<RequestHandler>> _handlers = new(StringComparer.Ordinal);
    private readonly Dictionary<Session, int> _counts = [];

    // Of all that ever were: what is longer need not be looked up, whatever path a sender makes up.
    private int _longestPath;

    /// <exception cref="ServiceException">The session has one for this path, or too many.</exception>
    public void Add(RequestHandler handler)
    {
        lock (_gate)
        {
            int count = _counts.GetValueOrDefault(handler.Session);
            if (count >= maximumPerSession)
            {
                throw new ServiceException(ServiceErrorCode.RejectedRequest, $"The session has {count} request handlers; no more are allowed.");
            }

            if (!_handlers.TryGetValue(handler.Path, out List<RequestHandler>? handlers))
            {
                _handlers.Add(handler.Path, handlers = []);
            }
            else if (handlers.Exists(other => other.Session == handler.Session))
            {
                throw new ServiceException(ServiceErrorCode.HandlerConflict, $"The session has a request handler for the path '{handler.Path}' already.");
            }

            handlers.Add(handler);
            _longestPath = Math.Max(_longestPath, handler.Path.Length);
            _counts[handler.Session] = count + 1;
        }
    }

    /// <summary>Takes a handler away, if it is there.</summary>
    public void Remove(Session session, string path)
    {
        lock (_gate)
        {
            if (_handlers.TryGetValue(path, out List<RequestHandler>? handlers) && handlers.RemoveAll(handler => handler.Session == session) > 0)
            {
                ForgetIfEmpty(path, handlers);
                if (--_counts[session] == 0)
                {
                    _counts.Remove(session);
                }
            }
        }
    }

    /// <summary>Takes all handlers of a session away. May be called again.</summary>
    public void Forget(Session session)
    {
        lock (_gate)
        {
            if (_counts.Remove(session))
            {
                foreach ((string path, List<RequestHandler> handlers) in _handlers)
                {
                    handlers.RemoveAll(handler => handler.Session == session);
                    ForgetIfEmpty(path, handlers);
                }
            }
        }
    }

    /// <summary>Who handles requests for a path: the handler of the longest branch that it belongs to, or null.</summary>
    public RequestHandler? Find(string path)
    {
        lock (_gate)
        {
            Dictionary<string, List<RequestHandler>>.AlternateLookup<ReadOnlySpan<char>> handlersOf = _handlers.GetAlternateLookup<ReadOnlySpan<char>>();
            ReadOnlySpan<char> branch = path;
            while (true)
            {
                if (branch.Length <= _longestPath && handlersOf.TryGetValue(branch, out List<RequestHandler>? handlers))
                {
                    return handlers[0];
                }

                int end = branch.LastIndexOf(TopicPath.Separator);
                if (end < 0)
                {
                    return null;
                }

                branch = branch[..end];
            }
        }
    }

    private void ForgetIfEmpty(string path, List<RequestHandler> handlers)
    {
        if (handlers.Count == 0)
        {
            _handlers.Remove(path);
        }
    }
}
