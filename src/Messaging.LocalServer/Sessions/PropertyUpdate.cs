using System.Globalization;

namespace Messaging.LocalServer.Sessions;

/// <summary>A change of the properties of sessions: user-defined ones, and the four fixed ones about where a client is (SEC-31).</summary>
/// <remarks>Other fixed properties are the server's to say; what a change says of them is ignored.</remarks>
internal sealed class PropertyUpdate
{
    /// <summary>The most UTF-16 code units of a fixed property that clients may set.</summary>
    public const int MaximumFixedLength = 1024;

    private const string NotANumber = "NaN";
    private static readonly string[] ForbiddenInKeys = [" ", "\t", "\r", "\n", "\"", "'", "(", ")"];

    private readonly Dictionary<string, string?> _changes = new(StringComparer.Ordinal);

    /// <param name="values">New values by key.</param>
    /// <param name="removed">Keys to remove. A key that has a new value as well has the new value.</param>
    /// <exception cref="FormatException">A key is none, or the value of a fixed property is too long.</exception>
    public PropertyUpdate(IEnumerable<KeyValuePair<string, string>> values, IEnumerable<string> removed)
    {
        foreach (string key in removed.Where(key => !SessionIdentity.IsFixed(key)))
        {
            _changes[key] = null;
        }

        foreach ((string key, string value) in values)
        {
            if (!SessionIdentity.IsFixed(key))
            {
                _changes[CheckKey(key)] = value;
            }
            else if (Normalize(key, value) is { } normalized)
            {
                if (value.Length > MaximumFixedLength)
                {
                    throw new FormatException($"The session property {key} takes at most {MaximumFixedLength} characters.");
                }

                _changes[key] = normalized;
            }
        }
    }

    /// <summary>Checks the key of a user-defined property.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static string CheckKey(string key)
    {
        if (key.Length == 0)
        {
            throw new FormatException("The key of a session property may not be empty.");
        }

        return Array.Exists(ForbiddenInKeys, key.Contains)
            ? throw new FormatException($"The key '{key}' of a session property may contain neither spaces nor quotes nor parentheses.")
            : key;
    }

    /// <summary>The session as it is after the change; the same object if nothing changes.</summary>
    /// <exception cref="FormatException">It would have more than <see cref="UserPropertyLimits"/> allow.</exception>
    public SessionIdentity ApplyTo(SessionIdentity identity)
    {
        if (!_changes.Any(change => identity.PropertyMap.GetValueOrDefault(change.Key) != change.Value))
        {
            return identity;
        }

        IEnumerable<KeyValuePair<string, string>> kept = identity.Properties
            .Where(property => !_changes.TryGetValue(property.Key, out string? value) || value is not null)
            .Select(property => new KeyValuePair<string, string>(property.Key, _changes.GetValueOrDefault(property.Key) ?? property.Value));
        IEnumerable<KeyValuePair<string, string>> added = _changes
            .Where(change => change.Value is not null && !identity.PropertyMap.ContainsKey(change.Key))
            .Select(change => new KeyValuePair<string, string>(change.Key, change.Value!));
        SessionIdentity changed = identity.WithProperties(kept.Concat(added));

        // To take some away is always allowed.
        return _changes.Values.Any(value => value is not null) && UserPropertyLimits.FindProblem(changed.Properties) is { } problem
            ? throw new FormatException(problem)
            : changed;
    }

    /// <summary>The form in which a fixed property takes a value, or null if it takes none from clients.</summary>
    public static string? Normalize(string key, string value) => key switch
    {
        "$Country" => value.ToUpperInvariant(),
        "$Language" => ToLower(value),
        "$Latitude" => NumberOrNaN(value, 90),
        "$Longitude" => NumberOrNaN(value, 180),
        _ => null,
    };

#pragma warning disable CA1308 // The protocol has language codes in lower case.
    private static string ToLower(string value) => value.ToLowerInvariant();
#pragma warning restore CA1308

    private static string NumberOrNaN(string value, double limit) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && Math.Abs(number) <= limit ? value : NotANumber;
}
