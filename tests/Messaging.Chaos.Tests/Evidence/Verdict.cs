namespace Messaging.Chaos.Tests.Evidence;

/// <summary>Holds what writers and readers were told against what the rooms hold in the end.</summary>
internal static class Verdict
{
    /// <summary>Says what is wrong, in a line each.</summary>
    /// <param name="rooms">The whole history of each room: number and text.</param>
    /// <param name="sent">All messages that writers tried to send.</param>
    /// <param name="readers">What each reader was told, from the beginning of its room.</param>
    public static IReadOnlyList<string> Find(
        IReadOnlyDictionary<string, IReadOnlyDictionary<long, string>> rooms,
        IReadOnlyCollection<SentMessage> sent,
        IReadOnlyCollection<ReaderFold> readers) =>
    [
        .. rooms.SelectMany(room => OfRoom(room.Key, room.Value, [.. sent.Where(message => message.Room == room.Key)])),
        .. readers.SelectMany(reader => OfReader(reader, rooms[reader.Room])),
    ];

    private static IEnumerable<string> OfRoom(string room, IReadOnlyDictionary<long, string> history, IReadOnlyCollection<SentMessage> sent)
    {
        ILookup<string, long> numbers = history.ToLookup(message => message.Value, message => message.Key);
        foreach (IGrouping<string, long> doubled in numbers.Where(text => text.Count() > 1))
        {
            yield return $"{room} holds {doubled.Key} {doubled.Count()} times: {string.Join(", ", doubled.Order())}";
        }

        foreach (SentMessage message in sent.Where(message => message.Outcome == Outcome.Accepted && !numbers[message.Text].Contains(message.Sequence!.Value)))
        {
            yield return $"{room} has lost {message.Text}, which was accepted as {message.Sequence}";
        }

        foreach (SentMessage message in sent.Where(message => message.Outcome == Outcome.NotThere && numbers.Contains(message.Text)))
        {
            yield return $"{room} holds {message.Text}, and its writer was told that it is not there";
        }

        HashSet<string> known = [.. sent.Select(message => message.Text)];
        foreach (string text in numbers.Select(text => text.Key).Where(text => !known.Contains(text)))
        {
            yield return $"{room} holds {text}, which nobody sent";
        }

        foreach (string problem in sent.GroupBy(message => message.Writer).SelectMany(writer => OfOrder(room, [.. writer], numbers)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> OfOrder(string room, IReadOnlyCollection<SentMessage> ofWriter, ILookup<string, long> numbers)
    {
        long last = -1;
        foreach (SentMessage message in ofWriter.OrderBy(message => message.Number).Where(message => numbers.Contains(message.Text)))
        {
            long first = numbers[message.Text].Min();
            if (first < last)
            {
                yield return $"{room} holds {message.Text} before an earlier message of the same writer: {first} after {last}";
            }

            last = first;
        }
    }

    private static IEnumerable<string> OfReader(ReaderFold reader, IReadOnlyDictionary<long, string> history)
    {
        foreach (string problem in reader.Problems)
        {
            yield return $"{reader.Name} {problem}";
        }

        foreach ((long number, string text) in history.Where(message => !reader.Messages.ContainsKey(message.Key) && !reader.IsInGap(message.Key)))
        {
            yield return $"{reader.Name} was neither told of {text} ({number}) nor of a gap there";
        }

        foreach ((long number, string text) in reader.Messages.Where(message => history.GetValueOrDefault(message.Key) != message.Value))
        {
            yield return $"{reader.Name} was told of {text} ({number}), and the room holds {history.GetValueOrDefault(number) ?? "nothing"} there";
        }
    }
}
