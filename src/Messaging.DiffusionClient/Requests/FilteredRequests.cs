using Messaging.DiffusionClient.Diagnostics;
using Messaging.DiffusionClient.Security;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Requests;
using Messaging.DiffusionWire.Services.SessionControl;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Requests;

/// <summary>Requests that went to many sessions, and their answers as they come (SEC-54, SEC-55). Thread-safe.</summary>
/// <param name="channel">Sends requests.</param>
/// <param name="conversations">Gives numbers.</param>
/// <param name="report">Told what goes wrong, in a sentence, in the callback sequence.</param>
internal sealed class FilteredRequests(ServiceChannel channel, Conversations conversations, Action<string> report)
{
    private readonly Lock _gate = new();

    // Not bounded: each entry is a request whose sender wants the answers, and goes with the last of them.
    private Dictionary<int, Pending> Waiting => field ??= [];

    /// <summary>How many requests wait for answers.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return Waiting.Count;
            }
        }
    }

    public async Task<int> SendAsync<TResponse>(
        string filter,
        string path,
        RequestResponse request,
        IFilteredRequestCallback<TResponse> callback,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Operation operation = new("Sending a request to the sessions", filter, IsMessaging: true);
        int number = conversations.Reserve();
        Add(number, new Pending(response => Deliver(operation, response, callback)));
        bool sent = false;
        try
        {
            CountOrErrorsResponse response = await channel.RequestAsync<FilterRequest, CountOrErrorsResponse, CountOrErrorsResponse>(
                ServiceId.SendRequestToFilter,
                new FilterRequest(number, filter, path, request.ValueType, request.Value),
                operation,
                response =>
                {
                    Expect(number, response.SessionCount);
                    return response;
                },
                cancellationToken).ConfigureAwait(false);
            ErrorReports.RequireNoneInFilter(operation, response.Errors);
            sent = true;
            return response.SessionCount;
        }
        finally
        {
            if (!sent)
            {
                Remove(number);
            }
        }
    }

    /// <summary>A session has answered. Called in the callback sequence.</summary>
    public void OnResponse(FilteredResponse response)
    {
        Pending? pending;
        lock (_gate)
        {
            if (Waiting.TryGetValue(response.Callback, out pending) && pending.Left() == 0)
            {
                Waiting.Remove(response.Callback);
            }
        }

        if (pending is null)
        {
            ClientEventSource.Log.UnknownHandler("an answer of a session", response.Callback);
            return;
        }

        try
        {
            pending.Deliver(response);
        }
        catch (Exception e)
        {
            // The answers of other sessions are still wanted.
            ClientEventSource.Log.CallbackFailed("filtered request callback", e.ToString());
            report($"A callback of a request to many sessions threw an exception: {e.GetType()}: {e.Message}");
        }
    }

    /// <summary>Messages were lost, and answers among them perhaps: nobody can tell how many are still to come.</summary>
    /// <returns>What to report, or null.</returns>
    public string? OnMessagesLost()
    {
        int count;
        lock (_gate)
        {
            count = Waiting.Count;
            Waiting.Clear();
        }

        return count > 0 ? $"Messages were lost with the connection: {count} requests to many sessions get no further answers." : null;
    }

    /// <summary>The session is closed: no answer will come.</summary>
    public void Close()
    {
        lock (_gate)
        {
            Waiting.Clear();
        }
    }

    private static void Deliver<TResponse>(Operation operation, FilteredResponse response, IFilteredRequestCallback<TResponse> callback)
    {
        SessionIdentity session = new(response.Session);
        if (response.Error is { } error)
        {
            callback.OnResponseError(session, ServiceErrors.ToException(operation, error));
            return;
        }

        TResponse value;
        try
        {
            value = RequestValue.Read<TResponse>(operation, response.Response!.Value);
        }
        catch (SessionException e)
        {
            callback.OnResponseError(session, e);
            return;
        }

        callback.OnResponse(session, value);
    }

    private void Add(int number, Pending pending)
    {
        lock (_gate)
        {
            Waiting.Add(number, pending);
        }
    }

    private void Remove(int number)
    {
        lock (_gate)
        {
            Waiting.Remove(number);
        }
    }

    private void Expect(int number, int count)
    {
        lock (_gate)
        {
            if (Waiting.TryGetValue(number, out Pending? pending) && pending.Expect(count) <= 0)
            {
                Waiting.Remove(number);
            }
        }
    }

    /// <summary>A request and how many answers are left: unknown until the server has said to how many sessions it went. Under the lock.</summary>
    private sealed class Pending(Action<FilteredResponse> deliver)
    {
        private int _received;
        private int? _expected;

        public Action<FilteredResponse> Deliver => deliver;

        /// <summary>One more has come.</summary>
        public int? Left() => _expected - ++_received;

        public int Expect(int count)
        {
            _expected = count;
            return count - _received;
        }
    }
}
