using System.Globalization;
using System.Text.RegularExpressions;

namespace Messaging.Tests.Fakes;

/// <summary>A range expression (TOPIC-81): how many of the latest events, of any kind, and how old they may be.</summary>
internal sealed partial record FakeRange(int Limit, TimeSpan Age)
{
    public static FakeRange Parse(string expression)
    {
        Match limit = LimitPattern().Match(expression);
        Match last = LastPattern().Match(expression);
        return new FakeRange(
            limit.Success ? Number(limit) : int.MaxValue,
            last.Success ? Number(last) * Unit(last.Groups[2].Value.ToLowerInvariant()) : TimeSpan.MaxValue);
    }

    /// <summary>Whether the event is in the range of a series that ends with the latest one.</summary>
    public bool Contains(FakeEvent candidate, FakeEvent latest) =>
        latest.Sequence - candidate.Sequence < Limit && latest.Event.Timestamp - candidate.Event.Timestamp <= Age;

    private static int Number(Match match) => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    private static TimeSpan Unit(string unit) => unit switch
    {
        "ms" => TimeSpan.FromMilliseconds(1),
        "s" => TimeSpan.FromSeconds(1),
        "m" => TimeSpan.FromMinutes(1),
        "h" => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };

    [GeneratedRegex(@"\blimit\s+(\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex LimitPattern();

    [GeneratedRegex(@"\blast\s+(\d+)(ms|s|m|h|d)\b", RegexOptions.IgnoreCase)]
    private static partial Regex LastPattern();
}
