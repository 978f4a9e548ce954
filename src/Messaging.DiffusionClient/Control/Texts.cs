namespace Messaging.DiffusionClient.Control;

/// <summary>Lists of texts that go over the wire as sets.</summary>
internal static class Texts
{
    /// <summary>Each text once, in the given order.</summary>
    /// <exception cref="ArgumentNullException">The list or a text in it is null.</exception>
    public static string[] Distinct(IEnumerable<string> texts, string parameter)
    {
        ArgumentNullException.ThrowIfNull(texts, parameter);
        string[] distinct = [.. texts.Distinct(StringComparer.Ordinal)];
        return Array.Exists(distinct, static text => text is null) ? throw new ArgumentNullException(parameter, "A text of the list is null.") : distinct;
    }
}
