namespace Messaging.LocalServer.Sessions;

/// <summary>How much the user-defined properties of one session may be: they are kept as long as it lives, and sent with its events.</summary>
internal static class UserPropertyLimits
{
    /// <summary>How many there may be.</summary>
    public const int MaximumCount = 1000;

    /// <summary>How many UTF-16 code units all keys and values may have together.</summary>
    public const int MaximumSize = 64 * 1024;

    /// <summary>Looks at the user-defined ones among some properties.</summary>
    /// <returns>What is too much; null if nothing is.</returns>
    public static string? FindProblem(IEnumerable<KeyValuePair<string, string>> properties)
    {
        int count = 0;
        long size = 0;
        foreach ((string key, string value) in properties.Where(property => !SessionIdentity.IsFixed(property.Key)))
        {
            count++;
            size += key.Length + value.Length;
        }

        return count > MaximumCount ? $"A session has at most {MaximumCount} properties of users."
            : size > MaximumSize ? $"The properties of users of one session have at most {MaximumSize} characters."
            : null;
    }
}
