using Messaging.Rooms.Reading;
using Messaging.Sessions;

namespace Messaging.Tests.Rooms.Reading;

/// <summary>Events as <c>7</c>, a message, and <c>7*9</c>, what event 9 made of it.</summary>
internal static class Series
{
    public static SeriesEvent Event(string word, long time = 0)
    {
        long[] numbers = [.. word.Split('*').Select(number => long.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
        EventMetadata message = Metadata(numbers[0], time);
        return new SeriesEvent(
            numbers.Length == 1 ? new Value(message, null) : new Value(Metadata(numbers[1], time), message),
            value => value.Original is null
                ? new MessagePosted(new ChatMessage { Text = "", Event = value.Event })
                : new MessageEdited(new ChatMessage { Text = "", Event = value.Original, Edit = value.Event }));
    }

    public static SeriesEvent[] Events(string words) =>
        [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Event(word))];

    public static string Word(SeriesEvent @event) =>
        @event.IsEdit ? $"{@event.Message.Sequence}*{@event.Event.Sequence}" : $"{@event.Event.Sequence}";

    public static string Words(IEnumerable<SeriesEvent> events) => string.Join(' ', events.Select(Word));

    public static string Words(IEnumerable<RoomEvent> events) => string.Join(' ', events.Select(e => e switch
    {
        MessageEdited edited => $"edit {edited.Message.Event!.Sequence}*{edited.Message.Edit!.Sequence}",
        MessagePosted { Message: { Edit: { } edit } message } => $"{message.Event!.Sequence}*{edit.Sequence}",
        MessagePosted posted => $"{posted.Message.Event!.Sequence}",
        _ => e.ToString(),
    }));

    private static EventMetadata Metadata(long sequence, long time) => new(sequence, DateTimeOffset.UnixEpoch.AddSeconds(time), "ann");

    private sealed class Value(EventMetadata @event, EventMetadata? original) : TopicValue
    {
        public override EventMetadata Event => @event;

        public override EventMetadata? Original => original;

        public override string ToJson() => "{}";
    }
}
