using System.Runtime.CompilerServices;
using Messaging.Diagnostics;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.Rooms;

/// <summary>
/// Knows what the principal may do in a room, and asks again when there is a reason to, and from time to time. Nobody waits for
/// it, one question is under way at a time, and a failure leaves what was known. Thread-safe.
/// </summary>
internal sealed class CapabilityMonitor(
    RoomTopic topic, Func<string?> principal, TimeSpan interval, TimeProvider time, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Latest<RoomCapabilities> _known = new(RoomCapabilities.Unknown);
    private ITopicSession? _session;
    private ITimer? _timer;
    private bool _isAsking;
    private bool _mustAsk;

    public RoomCapabilities Current => _known.Value;

    /// <summary>Is told of each answer that this session may not read the room. To be set before the first <see cref="Attach"/>.</summary>
    public Action<ITopicSession> ReadingForbidden { get; set; } = static _ => { };

    /// <summary>Is told of each answer that this session may. To be set before the first <see cref="Attach"/>.</summary>
    public Action<ITopicSession> ReadingPermitted { get; set; } = static _ => { };

    /// <summary>The room is on this session now. The question is on the wire when this returns.</summary>
    public void Attach(ITopicSession session)
    {
        lock (_lock)
        {
            if (_closed.Task.IsCompleted)
            {
                return;
            }

            _session = session;
            if (interval > TimeSpan.Zero)
            {
                _timer ??= time.CreateTimer(static monitor => ((CapabilityMonitor)monitor!).Refresh(), this, interval, interval);
            }
        }

        Refresh();
    }

    /// <summary>The room was left. It may be attached again.</summary>
    public void Detach()
    {
        lock (_lock)
        {
            _session = null;
            _timer?.Dispose();
            _timer = null;
        }
    }

    /// <summary>Detaches for good, and ends what watches.</summary>
    public void Close()
    {
        Detach();
        _closed.TrySetResult();
    }

    /// <summary>Asks again. Returns at once.</summary>
    public void Refresh()
    {
        lock (_lock)
        {
            _mustAsk = _session is not null;
            if (!_mustAsk || _isAsking)
            {
                return;
            }

            _isAsking = true;
        }

        _ = AskAsync();
    }

    /// <summary>What is known and what follows; whoever is slow skips to the latest.</summary>
    /// <param name="left">Ends it, normally.</param>
    /// <param name="cancellationToken">Ends it, with an exception.</param>
    public async IAsyncEnumerable<RoomCapabilities> WatchAsync(Task left, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Task over = Task.WhenAny(left, _closed.Task);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (over.IsCompleted)
            {
                yield break;
            }

            Latest<RoomCapabilities>.Entry entry = _known.Now;
            yield return entry.Value;
            await Task.WhenAny(entry.Replaced, over).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Asks whether the room may be read now, or it is for want of a permission that nothing comes of it. <see langword="null"/> when
    /// nobody answers: then a later question will tell.
    /// </summary>
    public async Task<bool?> MayReadAsync(ITopicSession session, CancellationToken cancellationToken) =>
        (await FetchAsync(session, cancellationToken).ConfigureAwait(false))?.MayRead;

    private async Task AskAsync()
    {
        while (TakeQuestion() is { } session)
        {
            if (await FetchAsync(session, CancellationToken.None).ConfigureAwait(false) is { } capabilities)
            {
                Publish(capabilities);
                (capabilities.MayRead ? ReadingPermitted : ReadingForbidden)(session);
            }
        }
    }

    private async Task<RoomCapabilities?> FetchAsync(ITopicSession session, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyCollection<PathPermission> permissions =
                await session.Security.GetPermissionsAsync(topic.Path, cancellationToken).ConfigureAwait(false);
            return RoomCapabilities.From(permissions, topic.Kind, isAnonymous: principal() is null);
        }
        catch (MessagingException failure)
        {
            logger.CapabilitiesNotRead(topic.Path, failure.Code, failure.Message);
            return null;
        }
    }

    private ITopicSession? TakeQuestion()
    {
        lock (_lock)
        {
            _isAsking = _mustAsk && _session is not null;
            _mustAsk = false;
            return _isAsking ? _session : null;
        }
    }

    private void Publish(RoomCapabilities capabilities)
    {
        lock (_lock)
        {
            if (_known.Value != capabilities)
            {
                _known.Set(capabilities);
            }
        }
    }
}
