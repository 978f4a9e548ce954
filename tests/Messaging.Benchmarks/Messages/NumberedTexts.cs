using System.Globalization;

namespace Messaging.Benchmarks.Messages;

/// <summary>The texts of all messages, which begin with the message's number.</summary>
/// <remarks>
/// Made once, so that no run is charged for making them. Numbers go round: far fewer messages are under way at any time than there
/// are numbers, so that a lost, doubled or reordered message still shows.
/// </remarks>
internal static class NumberedTexts
{
    /// <summary>How many numbers there are.</summary>
    public const int Count = 8192;

    private const int Digits = 10;

    private static readonly string[] Texts = new string[Count];

    static NumberedTexts() => Use(MessageShape.Chat);

    /// <summary>How long each text is.</summary>
    public static int Length { get; private set; }

    /// <summary>Makes the texts anew. For a process that has not begun to send.</summary>
    public static void Use(MessageShape shape)
    {
        string rest = shape switch
        {
            MessageShape.Lesson => " says: hello, this is a line of chat",
            MessageShape.Document => string.Concat(Enumerable.Range(0, 80).Select(line => string.Create(CultureInfo.InvariantCulture, $" line {line} of a document that changes little"))),
            _ => " ".PadRight(115, 'x'),
        };
        Length = Digits + rest.Length;
        for (int number = 0; number < Count; number++)
        {
            Texts[number] = string.Create(CultureInfo.InvariantCulture, $"{number:D10}{rest}");
        }
    }

    /// <summary>The text of a message.</summary>
    /// <param name="number">Its number; it may go on counting beyond <see cref="Count"/>.</param>
    public static string Of(long number) => Texts[number % Count];

    /// <summary>The number in a text, from 0 to <see cref="Count"/>, or -1 if it is no text of ours.</summary>
    /// <param name="text">The text.</param>
    public static int NumberIn(ReadOnlySpan<char> text) =>
        text.Length == Length && int.TryParse(text[..Digits], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
}
