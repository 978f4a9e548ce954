using System.Globalization;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms;

/// <summary>Base of tests that read a history room. Messages of other clients have their number in the room as text.</summary>
public abstract class HistoryReadingTest : RoomTest
{
    protected const string Path = "Chat/lobby";

    protected static RoomOptions History { get; } = new() { Kind = RoomKind.History };

    /// <summary>An event in one word: <c>7</c> posted, <c>7*9</c> posted and edited by event 9, <c>edit 7*9</c>, <c>removal 7*9</c>.</summary>
    protected static string Word(RoomEvent roomEvent) => roomEvent switch
    {
        MessagePosted { Message: { Edit: { } edit } message } => Number($"{message.Event!.Sequence}*{edit.Sequence}"),
        MessagePosted posted => Number($"{posted.Message.Event!.Sequence}"),
        MessageEdited edited => Number($"edit {edited.Message.Event!.Sequence}*{edited.Message.Edit!.Sequence}"),
        MessageRemoved removed => Number($"removal {removed.Event.Sequence}*{removed.Removal.Sequence}"),
        UnreadableMessage unreadable => Number($"unreadable {unreadable.Event!.Sequence}"),
        CaughtUp => "caught up",
        Gap gap => Number($"gap {gap.Reason} {gap.After}..{gap.Before} {gap.MissedCount}").TrimEnd(),
        _ => roomEvent.ToString(),
    };

    protected static IEnumerable<string> Numbers(int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(number => Number($"{number}"));

    /// <summary>Reads so many events, as words.</summary>
    protected static async Task<IReadOnlyList<string>> WordsAsync(StreamProbe<RoomEvent> reader, int count) =>
        [.. (await reader.NextAsync(count)).Select(Word)];

    /// <summary>Reads up to the end of what the room holds, as words.</summary>
    protected static async Task<IReadOnlyList<string>> HistoryAsync(StreamProbe<RoomEvent> reader)
    {
        var words = new List<string>();
        do
        {
            words.Add(Word(await reader.NextAsync()));
        }
        while (words[^1] != "caught up");
        return words;
    }

    /// <summary>A room whose topic another client has created.</summary>
    protected void AddRoom(string retained = "limit 100", string subscription = "limit 100") =>
        Server.AddSeries(Path, retained, subscription);

    /// <summary>Another client posts so many messages.</summary>
    protected void Post(int count = 1)
    {
        for (int i = 0; i < count; i++)
        {
            Server.Append(Path, """{"text":"posted"}""", "ann");
        }
    }

    protected void Edit(long sequence) => Server.Edit(Path, sequence, """{"text":"edited"}""", "ann");

    protected void RemoveMessage(long sequence) => Server.Edit(Path, sequence, """{"text":"","removed":true}""", "ann");

    /// <summary>The queries so far, without the path.</summary>
    protected IEnumerable<string> Queries =>
        Server.Calls.Where(call => call.StartsWith("query", StringComparison.Ordinal)).Select(call => call[$"query {Path} ".Length..]);

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
