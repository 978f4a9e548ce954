using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Sessions;

/// <summary>What one session selected, by scope, and the topics it is subscribed to because of that.</summary>
/// <remarks>A session is subscribed to a topic as long as any of its scopes selects it. Guarded by the lock of the <see cref="TopicTree"/>.</remarks>
internal sealed class SessionSubscriptions
{
    private readonly Dictionary<string, SelectionScope> _scopes = new(StringComparer.Ordinal);

    /// <summary>The topics the session is subscribed to.</summary>
    public HashSet<Topic> Topics { get; } = [];

    /// <summary>How many scopes select something.</summary>
    public int ScopeCount => _scopes.Count;

    /// <summary>Whether any scope selects the path.</summary>
    public bool Selects(string path)
    {
        foreach (SelectionScope scope in _scopes.Values)
        {
            if (scope.Selects(path))
            {
                return true;
            }
        }

        return false;
    }

    public void Select(TopicSelector selector, string scopeName)
    {
        if (!_scopes.TryGetValue(scopeName, out SelectionScope? scope))
        {
            _scopes.Add(scopeName, scope = new SelectionScope());
        }

        scope.Select(selector);
    }

    public void Unselect(TopicSelector selector, string scopeName)
    {
        if (_scopes.TryGetValue(scopeName, out SelectionScope? scope))
        {
            scope.Unselect(selector);
            if (scope.IsEmpty)
            {
                _scopes.Remove(scopeName);
            }
        }
    }

    public void UnselectAllScopes(TopicSelector selector)
    {
        foreach (string scopeName in _scopes.Keys.ToArray())
        {
            Unselect(selector, scopeName);
        }
    }
}
