using System.Globalization;

namespace Messaging.Benchmarks.Messages;

/// <summary>The texts of all messages: 125 characters that begin with the message's number.</summary>
/// <remarks>
/// Made once, so that no run is charged for making them. Numbers go round: far fewer messages are under way at any time than there
/// are numbers, so that a lost, doubled or reordered message still shows.
/// </remarks>
internal static class NumberedTexts
{
    /// <summary>How many numbers there are.</summary>
    public const int Count = 8192;

    /// <summary>How long each text is.</summary>
    public const int Length = 125;

    private const int Digits = 10;

    private static readonly string[] All = [.. Enumerable.Range(0, Count).Select(Write)];

    /// <summary>The text of a message.</summary>
    /// <param name="number">Its number; it may go on counting beyond <see cref="Count"/>.</param>
    public static string Of(long number) => All[number % Count];

    /// <summary>The number in a text, from 0 to <see cref="Count"/>, or -1 if it is no text of ours.</summary>
    /// <param name="text">The text.</param>
    public static int NumberIn(ReadOnlySpan<char> text) =>
        text.Length == Length && int.TryParse(text[..Digits], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;

    private static string Write(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:D10} ").PadRight(Length, 'x');
}
