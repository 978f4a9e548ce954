using System.Text.Json;
using Messaging.Sessions;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.Sending.Model;

/// <summary>All that was ever posted, or changed, in a room, whatever the server retains of it.</summary>
internal sealed class AppendLog : ITopicListener
{
    /// <summary>Who edits messages without being the client.</summary>
    public const string Others = "eve";

    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    public AppendLog(FakeServer server, string path, RoomKind kind)
    {
        var session = (FakeSession)server.OpenAsync(CancellationToken.None).Result;
        if (kind == RoomKind.Live)
        {
            session.AddListener(path, this);
        }
        else
        {
            session.AddSeriesListener(path, this);
        }

        session.SubscribeAsync(path, CancellationToken.None).Wait();
    }

    /// <summary>The places at which a message was posted: in a live room they are counted.</summary>
    public long[] Places(string text)
    {
        lock (_lock)
        {
            return [.. _entries.Where(e => e.Original is null && e.Text == text).Select(e => e.Place)];
        }
    }

    /// <summary>Who posted a message, as the server has it.</summary>
    public string? FindAuthor(string text)
    {
        lock (_lock)
        {
            return _entries.Find(e => e.Original is null && e.Text == text)?.Author;
        }
    }

    /// <summary>The places at which the client has edited a message to a text, or removed it.</summary>
    public Entry[] Changes(long original, string? text)
    {
        lock (_lock)
        {
            return [.. _entries.Where(e => e.Original == original && e.Text == text && e.Author != Others)];
        }
    }

    /// <summary>The ids that a message had before a change of it; none when it had none, or another client's edit has taken it away.</summary>
    public HashSet<string?> FindIds(long original, long change)
    {
        lock (_lock)
        {
            return [.. _entries.Where(e => (e.Original ?? e.Place) == original && e.Place < change).Select(e => e.Id)];
        }
    }

    public void OnSubscribed(TopicDescription description)
    {
    }

    public void OnValue(TopicValue value)
    {
        using JsonDocument json = JsonDocument.Parse(value.ToJson());
        JsonElement message = json.RootElement;
        string? id = message.TryGetProperty("id", out JsonElement given) ? given.GetString() : null;
        string? text = message.TryGetProperty("removed", out _) ? null : message.GetProperty("text").GetString();
        lock (_lock)
        {
            _entries.Add(new Entry(value.Event?.Sequence ?? _entries.Count, value.Original?.Sequence, text, id, value.Event?.Author));
        }
    }

    public void OnUnsubscribed(UnsubscribeCause cause)
    {
    }

    /// <summary>One event.</summary>
    /// <param name="Place">Its number.</param>
    /// <param name="Original">Of which message it is a version; <see langword="null"/> when it has posted one.</param>
    /// <param name="Text">The text; <see langword="null"/>: the message was removed.</param>
    /// <param name="Id">The message's id.</param>
    /// <param name="Author">By whom; <see langword="null"/> in a live room.</param>
    internal sealed record Entry(long Place, long? Original, string? Text, string? Id, string? Author);
}
