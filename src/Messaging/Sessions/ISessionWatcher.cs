namespace Messaging.Sessions;

/// <summary>Hears of other sessions, one event at a time, on a thread that must not be held up.</summary>
internal interface ISessionWatcher
{
    /// <summary>The session properties to be told.</summary>
    IReadOnlyCollection<string> Properties { get; }

    /// <summary>A session is there, with these properties.</summary>
    void OnOpened(string id, IReadOnlyDictionary<string, string> properties);

    /// <summary>Properties of a session have these values now, or its connection has changed.</summary>
    /// <param name="id">The session.</param>
    /// <param name="properties">Those that have changed.</param>
    /// <param name="isConnected">Whether its connection is there; <see langword="null"/> when nothing is said of it.</param>
    void OnChanged(string id, IReadOnlyDictionary<string, string> properties, bool? isConnected);

    /// <summary>A session is not there any more.</summary>
    void OnClosed(string id);

    /// <summary>Nothing more comes, although the watcher did not ask for that. The reason is the session's end, or this.</summary>
    void OnEnded(MessagingException reason);
}
