using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Sessions;

/// <summary>What one session selected, by scope, and the topics it is subscribed to because of that.</summary>
/// <remarks>A session is subscribed to a topic as long as any of its scopes selects it. Guarded by the lock of the <see cref="TopicTree"/>.</remarks>
internal sealed class SessionSubscriptions
{
    // Apart by who selects, as the rights differ; taking back a selection counts for both.
    private readonly Dictionary<(string Name, SelectedBy By), SelectionScope> _scopes = [];

    /// <summary>The topics the session is subscribed to.</summary>
    public HashSet<Topic> Topics { get; } = [];

    /// <summary>How many scopes select something.</summary>
    public int ScopeCount => _scopes.Count;

    /// <summary>How many selections all scopes keep together.</summary>
    public int SelectionCount => _scopes.Values.Sum(scope => scope.Count);

    /// <summary>Whether the session selects topics that there was no room for when they came.</summary>
    public bool IsFull { get; set; }

    /// <summary>All selections by scope: the session's own before those of others.</summary>
    public IReadOnlyList<ScopeSelections> Selections =>
    [
        .. _scopes
            .OrderBy(scope => scope.Key.By)
            .GroupBy(scope => scope.Key.Name, scope => scope.Value, StringComparer.Ordinal)
            .Select(scopes => new ScopeSelections(scopes.Key, [.. scopes.SelectMany(scope => scope.Selections)])),
    ];

    /// <summary>Whether the session has ended, so that nothing may be subscribed any more.</summary>
    public bool IsClosed { get; set; }

    /// <summary>The permissions by which all subscriptions were decided; null if that were different ones.</summary>
    public RolePermissions? AuthorizedBy { get; set; }

    /// <summary>Who selects the path, in any scope; of two the one with more rights.</summary>
    public SelectedBy Selects(string path)
    {
        SelectedBy selected = SelectedBy.Nobody;
        foreach (((_, SelectedBy by), SelectionScope scope) in _scopes)
        {
            if (by > selected && scope.Selects(path))
            {
                selected = by;
            }
        }

        return selected;
    }

    /// <summary>Whether the session is to be subscribed to the path: it is selected, and may be selected and read.</summary>
    public bool Admits(string path, RolePermissions permissions) => Admits(path, Selects(path), permissions);

    /// <summary>The same if somebody selected the path as well.</summary>
    public bool WouldAdmit(string path, SelectedBy by, RolePermissions permissions) =>
        Admits(path, (SelectedBy)Math.Max((int)by, (int)Selects(path)), permissions);

    /// <summary>By how much <see cref="SelectionCount"/> would grow if somebody selected something.</summary>
    public int GrowthBySelecting(TopicSelector selector, string scopeName, SelectedBy by) =>
        _scopes.TryGetValue((scopeName, by), out SelectionScope? scope) ? scope.GrowthBySelecting(selector) : 1;

    /// <summary>By how much <see cref="SelectionCount"/> would grow if something were taken back, in all scopes if none is named.</summary>
    public int GrowthByUnselecting(TopicSelector selector, string? scopeName) => _scopes
        .Where(scope => scopeName is null || scope.Key.Name == scopeName)
        .Sum(scope => scope.Value.GrowthByUnselecting(selector));

    public void Select(TopicSelector selector, string scopeName, SelectedBy by)
    {
        if (!_scopes.TryGetValue((scopeName, by), out SelectionScope? scope))
        {
            _scopes.Add((scopeName, by), scope = new SelectionScope());
        }

        scope.Select(selector);
    }

    public void Unselect(TopicSelector selector, string scopeName)
    {
        Unselect(selector, (scopeName, SelectedBy.Session));
        Unselect(selector, (scopeName, SelectedBy.Controller));
    }

    public void UnselectAllScopes(TopicSelector selector)
    {
        foreach ((string Name, SelectedBy By) key in _scopes.Keys.ToArray())
        {
            Unselect(selector, key);
        }
    }

    private static bool Admits(string path, SelectedBy by, RolePermissions permissions) =>
        by switch
        {
            SelectedBy.Session => permissions.Has(PathPermission.ReadTopic, path) && permissions.Has(PathPermission.SelectTopic, path),
            SelectedBy.Controller => permissions.Has(PathPermission.ReadTopic, path),
            _ => false,
        };

    private void Unselect(TopicSelector selector, (string Name, SelectedBy By) key)
    {
        if (_scopes.TryGetValue(key, out SelectionScope? scope))
        {
            scope.Unselect(selector);
            if (scope.IsEmpty)
            {
                _scopes.Remove(key);
            }
        }
    }
}
