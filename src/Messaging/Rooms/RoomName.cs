using System.Diagnostics.CodeAnalysis;
using System.Text;
using Messaging.Rooms;

namespace Messaging;

/// <summary>
/// The rule for room names. A name is one segment of a topic path: any text of any script, spaces and emoji included,
/// that is not blank, has no <c>/</c>, no control character and no lone surrogate, and is at most
/// <see cref="MaximumLength"/> bytes long in UTF-8. Characters that mean something in topic selectors are ordinary here.
/// </summary>
public static class RoomName
{
    /// <summary>The longest name, in bytes of UTF-8: 200.</summary>
    public static int MaximumLength => 200;

    /// <summary>Whether a name is legal.</summary>
    /// <param name="name">The name.</param>
    /// <param name="problem">Why it is not, as a sentence for the person who typed it.</param>
    public static bool IsValid([NotNullWhen(true)] string? name, [NotNullWhen(false)] out string? problem)
    {
        problem = FindProblem(name);
        return problem is null;
    }

    private static string? FindProblem(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "A room name must not be empty or blank.";
        }

        if (name.Contains('/'))
        {
            return "A room name must not contain '/', which separates the segments of a topic path.";
        }

        if (name.Any(char.IsControl))
        {
            return $"A room name must not contain control characters (U+{(int)name.First(char.IsControl):X4}).";
        }

        if (!UnicodeText.IsWellFormed(name))
        {
            return "A room name must not contain half of a surrogate pair.";
        }

        int length = Encoding.UTF8.GetByteCount(name);
        return length > MaximumLength
            ? $"A room name must not be longer than {MaximumLength} bytes in UTF-8; this one has {length}."
            : null;
    }
}
