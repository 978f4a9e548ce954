using System.Globalization;
using System.Threading.Channels;
using Messaging.Sessions;

namespace Messaging.Accounts;

/// <summary>The sessions that one session of the client knows to be open. The session's thread fills it, one reader empties it.</summary>
internal sealed class OnlineRoster : ISessionWatcher
{
    private const string Principal = "$Principal";
    private const string StartTime = "$StartTime";
    private const string ClientType = "$ClientType";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, OnlineSession> _sessions = new(StringComparer.Ordinal);

    // Says that there is something new, not what: however much happens, one signal waits.
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>The session properties that make up an <see cref="OnlineSession"/>.</summary>
    public IReadOnlyCollection<string> Properties { get; } = [Principal, StartTime, ClientType];

    /// <summary>The server is listened to: what is known may be told, until the session is over, or what it told is out of date.</summary>
    public void Begin(Task isOver)
    {
        _changes.Writer.TryWrite(true);
        _ = isOver.ContinueWith(
            _ => _changes.Writer.TryComplete(),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary><see langword="false"/>: nothing more comes.</summary>
    public ValueTask<bool> WhenChangedAsync(CancellationToken cancellationToken) => _changes.Reader.WaitToReadAsync(cancellationToken);

    public IReadOnlyList<OnlineSession> Take()
    {
        _changes.Reader.TryRead(out _);
        lock (_lock)
        {
            return [.. _sessions.Values.OrderBy(session => session.Since).ThenBy(session => session.Id, StringComparer.Ordinal)];
        }
    }

    public void OnOpened(string id, IReadOnlyDictionary<string, string> properties) =>
        Change(() => _sessions[id] = Apply(new OnlineSession(id, "", null, ""), properties));

    public void OnChanged(string id, IReadOnlyDictionary<string, string> properties, bool? isConnected) =>
        Change(() =>
        {
            if (_sessions.TryGetValue(id, out OnlineSession? session))
            {
                _sessions[id] = Apply(session, properties) with { IsConnected = isConnected ?? session.IsConnected };
            }
        });

    public void OnClosed(string id) => Change(() => _sessions.Remove(id));

    public void OnEnded(MessagingException reason) =>
        _changes.Writer.TryComplete(reason.IsInterruption() ? null : reason);

    private static OnlineSession Apply(OnlineSession session, IReadOnlyDictionary<string, string> properties) => session with
    {
        Principal = properties.GetValueOrDefault(Principal) ?? session.Principal,
        ClientType = properties.GetValueOrDefault(ClientType) ?? session.ClientType,
        Since = ParseTime(properties.GetValueOrDefault(StartTime)) ?? session.Since,
    };

    /// <summary>Milliseconds since 1970, as text.</summary>
    private static DateTimeOffset? ParseTime(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds)
        && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
        }

        _changes.Writer.TryWrite(true);
    }
}
