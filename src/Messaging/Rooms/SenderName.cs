namespace Messaging.Rooms;

/// <summary>The rule for the name that stands on a message.</summary>
internal static class SenderName
{
    public const int MaximumLength = 200;

    /// <summary>Why the text is no sender's name, as a sentence; <see langword="null"/> when it is one.</summary>
    public static string? FindProblem(string name) => name switch
    {
        _ when string.IsNullOrWhiteSpace(name) => "A sender's name must not be empty or blank.",
        { Length: > MaximumLength } => $"A sender's name has at most {MaximumLength} characters.",
        _ when !UnicodeText.IsWellFormed(name) => "A sender's name must not contain half of a surrogate pair.",
        _ => null,
    };
}
