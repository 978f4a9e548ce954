using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Messaging.DiffusionWire.Values;

/// <summary>
/// A range of events at the end of a time series, as the properties of a topic's specification express it (rule TOPIC-81):
/// <c>limit 5</c>, <c>last 10s</c>, <c>last 10s limit 5</c>.
/// </summary>
/// <param name="Limit">The most events, at least 1; null for any number.</param>
/// <param name="Last">How much older than the latest event the events may be; null for any age.</param>
public readonly record struct TimeSeriesRange(long? Limit, TimeSpan? Last)
{
    /// <summary>What a topic retains if its specification does not say (rule TOPIC-81): ten events.</summary>
    public static TimeSeriesRange DefaultRetained { get; } = new(10, null);

    /// <summary>Parses a range expression. Case means nothing; of two constraints of one kind the smaller one counts.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="range">The range.</param>
    /// <param name="problem">What is wrong with the expression, as a sentence.</param>
    /// <returns>Whether it is a range expression.</returns>
    public static bool TryParse(string expression, out TimeSeriesRange range, [NotNullWhen(false)] out string? problem)
    {
        range = default;
        problem = null;
        string[] words = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < words.Length && problem is null; i += 2)
        {
            string argument = i + 1 < words.Length ? words[i + 1] : string.Empty;
            range = words[i].ToUpperInvariant() switch
            {
                "LIMIT" when TryParseCount(argument, out long limit) => range with { Limit = Math.Min(limit, range.Limit ?? long.MaxValue) },
                "LAST" when TryParseDuration(argument, out TimeSpan last) => range with { Last = last < range.Last ? last : range.Last ?? last },
                _ => default,
            };
            problem = range == default ? Describe(expression) : null;
        }

        problem ??= words.Length == 0 ? Describe(expression) : null;
        return problem is null;
    }

    private static string Describe(string expression) =>
        $"'{expression}' is no range expression such as 'limit 5', 'last 10s' or 'last 10s limit 5'.";

    private static bool TryParseCount(string text, out long count) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0;

    private static bool TryParseDuration(string text, out TimeSpan duration)
    {
        duration = default;
        int digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || UnitOf(text[digits..]) is not { } unit || !TryParseCount(text[..digits], out long count))
        {
            return false;
        }

        // A span that has no end in practice: nothing is older.
        duration = count > TimeSpan.MaxValue.Ticks / unit ? TimeSpan.MaxValue : new TimeSpan(count * unit);
        return true;
    }

    private static long? UnitOf(string unit) => unit.ToUpperInvariant() switch
    {
        "MS" => TimeSpan.TicksPerMillisecond,
        "S" => TimeSpan.TicksPerSecond,
        "M" => TimeSpan.TicksPerMinute,
        "H" => TimeSpan.TicksPerHour,
        "D" => TimeSpan.TicksPerDay,
        _ => null,
    };
}
