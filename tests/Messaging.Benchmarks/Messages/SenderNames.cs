using System.Globalization;

namespace Messaging.Benchmarks.Messages;

/// <summary>The names of senders: <c>u00042</c>.</summary>
internal static class SenderNames
{
    private const int Length = 6;

    /// <summary>The name of a sender.</summary>
    public static string Of(int sender) => string.Create(CultureInfo.InvariantCulture, $"u{sender:D5}");

    /// <summary>The sender with a name, or -1 if it is no name of ours.</summary>
    public static int SenderIn(ReadOnlySpan<char> name) =>
        name.Length == Length && name[0] == 'u' && int.TryParse(name[1..], NumberStyles.None, CultureInfo.InvariantCulture, out int sender)
            ? sender
            : -1;
}
