using System.Text.Json;
using Messaging.Sessions;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.HistoryModel;

/// <summary>
/// Everything that ever happened in the room, as a client hears it to which nothing ever happens. The topics that have been at
/// the path are told apart by number.
/// </summary>
internal sealed class Truth : ITopicListener
{
    private readonly Dictionary<EventMetadata, Happening> _byMetadata = [];
    private readonly List<TopicDescription> _descriptions = [];

    /// <summary>The events of each series.</summary>
    public List<List<Happening>> Series { get; } = [];

    public void OnSubscribed(TopicDescription description)
    {
        Series.Add([]);
        _descriptions.Add(description);
    }

    public void OnValue(TopicValue value)
    {
        var @event = (FakeEvent)value;
        var happening = new Happening(Series.Count - 1, @event.Sequence, @event.OriginalSequence, Form.Of(@event));
        Series[^1].Add(happening);
        _byMetadata.Add(@event.Event, happening);
    }

    public void OnUnsubscribed(UnsubscribeCause cause)
    {
    }

    /// <summary>Which series a topic is, by its very own description.</summary>
    public int SeriesOf(TopicDescription description) => _descriptions.FindIndex(d => ReferenceEquals(d, description));

    /// <summary>The event with this metadata, which no other event has; null when there never was one.</summary>
    public Happening? Find(EventMetadata? metadata) => metadata is null ? null : _byMetadata.GetValueOrDefault(metadata);
}

/// <summary>An event, and what a reader has to make of it.</summary>
internal sealed record Happening(int Series, long Sequence, long Original, Form Form)
{
    public bool IsOriginal => Sequence == Original;
}

/// <summary>What an event is: a text, a removal (null), or something unreadable.</summary>
internal readonly record struct Form(string? Text, bool IsReadable)
{
    public static readonly Form Removed = new(null, IsReadable: true);
    public static readonly Form Unreadable = new(null, IsReadable: false);

    public static Form Of(FakeEvent @event)
    {
        using JsonDocument json = JsonDocument.Parse(@event.ToJson());
        return json.RootElement.ValueKind != JsonValueKind.Object ? Unreadable
            : !@event.IsOriginal && json.RootElement.TryGetProperty("removed", out _) ? Removed
            : new Form(json.RootElement.GetProperty("text").GetString(), IsReadable: true);
    }
}
