namespace Messaging.Chaos.Tests.Evidence;

/// <summary>One message of a writer, and what the writer was told.</summary>
/// <param name="Room">The room.</param>
/// <param name="Writer">The writer, who writes in one room only.</param>
/// <param name="Number">The writer's own number for it, from 1, in the order in which it was sent.</param>
/// <param name="Outcome">What the writer was told.</param>
/// <param name="Sequence">The room's number for it, if it was accepted.</param>
internal sealed record SentMessage(string Room, string Writer, int Number, Outcome Outcome, long? Sequence = null)
{
    /// <summary>The text: no two messages have the same.</summary>
    public string Text => TextOf(Writer, Number);

    public static string TextOf(string writer, int number) => FormattableString.Invariant($"{writer}-{number:D7}");
}
