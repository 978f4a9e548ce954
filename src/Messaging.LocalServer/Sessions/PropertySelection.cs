using Messaging.DiffusionWire.Services.SessionControl;

namespace Messaging.LocalServer.Sessions;

/// <summary>Which properties of sessions somebody wants to see: keys, and <c>*F</c> and <c>*U</c> for all fixed and all user-defined ones.</summary>
internal sealed class PropertySelection
{
    private readonly HashSet<string> _keys;

    public PropertySelection(IEnumerable<string> keys) => _keys = keys.ToHashSet(StringComparer.Ordinal);

    public bool IsEmpty => _keys.Count == 0;

    /// <summary>Whether a property is wanted.</summary>
    public bool Includes(string key) => _keys.Contains(SessionIdentity.IsFixed(key) ? SessionPropertyKeys.AllFixed : SessionPropertyKeys.AllUser) || _keys.Contains(key);

    /// <summary>The wanted ones, in the order in which they are given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Of(IReadOnlyList<KeyValuePair<string, string>> properties) =>
        IsEmpty ? [] : [.. properties.Where(property => Includes(property.Key))];
}
