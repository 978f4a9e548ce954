namespace Messaging.DiffusionClient.Security;

/// <summary>Makes dictionaries of what a server sends as pairs. It may send a key twice: the last one counts.</summary>
internal static class Mapping
{
    public static Dictionary<string, TValue> Of<TItem, TValue>(
        IReadOnlyCollection<TItem> items,
        Func<TItem, string> key,
        Func<TItem, TValue> value)
    {
        Dictionary<string, TValue> mapping = new(items.Count, StringComparer.Ordinal);
        foreach (TItem item in items)
        {
            mapping[key(item)] = value(item);
        }

        return mapping;
    }

    public static Dictionary<string, string> Of(IReadOnlyCollection<KeyValuePair<string, string>> pairs) =>
        Of(pairs, pair => pair.Key, pair => pair.Value);
}
