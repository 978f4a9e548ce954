using Messaging.DiffusionWire.Services.SessionControl;

namespace Messaging.LocalServer.Sessions.Events;

/// <summary>What is different between two moments of a session.</summary>
internal static class PropertyChanges
{
    public static IReadOnlyList<SessionPropertyChange> Between(SessionIdentity before, SessionIdentity after, PropertySelection wanted)
    {
        if (wanted.IsEmpty)
        {
            return [];
        }

        List<SessionPropertyChange> changes = [];
        foreach ((string key, string value) in after.Properties)
        {
            if (wanted.Includes(key) && before.PropertyMap.GetValueOrDefault(key) is var old && old != value)
            {
                changes.Add(old is null ? SessionPropertyChange.Added(key, value) : SessionPropertyChange.Changed(key, old, value));
            }
        }

        foreach ((string key, string old) in before.Properties)
        {
            if (wanted.Includes(key) && !after.PropertyMap.ContainsKey(key))
            {
                changes.Add(SessionPropertyChange.Removed(key, old));
            }
        }

        return changes;
    }
}
