using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;

namespace Messaging.LocalServer.Sessions;

/// <summary>The selections and unselections of one scope, in the order in which they came.</summary>
/// <remarks>
/// The last one that matches a path decides. Those that no later question can depend on are forgotten, so a
/// client that selects and unselects in turns leaves nothing behind. Paths, the usual case, are looked up and not searched.
/// </remarks>
internal sealed class SelectionScope
{
    private const string Everything = "?.*//";

    private readonly Dictionary<string, Decision> _paths = new(StringComparer.Ordinal);
    private readonly List<Pattern> _patterns = [];
    private long _lastOrder;

    public bool IsEmpty => _paths.Count == 0 && _patterns.Count == 0;

    /// <summary>How many are kept.</summary>
    public int Count => _paths.Count + _patterns.Count;

    /// <summary>All that count, in the order in which they came.</summary>
    public IReadOnlyList<TopicSelection> Selections =>
    [
        .. _paths.Select(path => (Selector: ">" + path.Key, Decision: path.Value))
            .Concat(_patterns.Select(pattern => (Selector: pattern.Selector.Expression, pattern.Decision)))
            .OrderBy(selection => selection.Decision.Order)
            .Select(selection => new TopicSelection(selection.Selector, !selection.Decision.IsSelected)),
    ];

    public bool Selects(string path)
    {
        _paths.TryGetValue(path, out Decision decision);
        for (int i = _patterns.Count - 1; i >= 0 && _patterns[i].Decision.Order > decision.Order; i--)
        {
            if (_patterns[i].Selector.Matches(path))
            {
                return _patterns[i].Decision.IsSelected;
            }
        }

        return decision.IsSelected;
    }

    /// <summary>By how much <see cref="Count"/> would grow.</summary>
    public int GrowthBySelecting(TopicSelector selector) => Keeps(selector) ? 0 : 1;

    /// <summary>By how much <see cref="Count"/> would grow: an exception from a pattern has to be kept, and may make others needless.</summary>
    public int GrowthByUnselecting(TopicSelector selector)
    {
        if (Keeps(selector))
        {
            return 0;
        }

        return selector.IsPath(out string? path)
            ? (Selects(path) ? 1 : 0)
            : (SelectsBeyond(selector) ? 1 : 0) - _paths.Keys.Count(selector.Matches);
    }

    public void Select(TopicSelector selector)
    {
        if (selector.IsPath(out string? path))
        {
            _paths[path] = Next(isSelected: true);
            return;
        }

        Forget(selector);
        _patterns.Add(new Pattern(selector, Next(isSelected: true)));
    }

    public void Unselect(TopicSelector selector)
    {
        if (selector.IsPath(out string? path))
        {
            _paths.Remove(path);
            if (Selects(path))
            {
                _paths[path] = Next(isSelected: false);
            }

            return;
        }

        Forget(selector);
        bool selectsAny = SelectsBeyond(selector);
        if (selectsAny)
        {
            _patterns.Add(new Pattern(selector, Next(isSelected: false)));
        }
        else
        {
            // Without a positive pattern there is nothing that the negative ones could take back.
            _patterns.Clear();
        }

        foreach ((string selected, Decision decision) in _paths)
        {
            if (selector.Matches(selected) || (!selectsAny && !decision.IsSelected))
            {
                _paths.Remove(selected);
            }
        }
    }

    private bool Keeps(TopicSelector selector) => selector.IsPath(out string? path)
        ? _paths.ContainsKey(path)
        : _patterns.Exists(pattern => pattern.Selector.Equals(selector));

    // Whether a pattern may select something that this selector does not take back.
    private bool SelectsBeyond(TopicSelector selector) =>
        _patterns.Exists(pattern => pattern.Decision.IsSelected) && selector.Expression != Everything;

    private void Forget(TopicSelector selector) => _patterns.RemoveAll(pattern => pattern.Selector.Equals(selector));

    private Decision Next(bool isSelected) => new(++_lastOrder, isSelected);

    private readonly record struct Decision(long Order, bool IsSelected);

    private sealed record Pattern(TopicSelector Selector, Decision Decision);
}
