using System.Globalization;
using System.Text.RegularExpressions;

namespace Messaging.Rooms;

/// <summary>Diffusion's way to say how much of the end of a time series is meant: <c>limit 100</c>, <c>last 12h</c>, or both.</summary>
internal static partial class RangeExpression
{
    public static bool IsValid([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? text) =>
        text is not null && Pattern().IsMatch(text);

    /// <summary>The number of events that the expression limits the range to; <see langword="null"/> when it does not.</summary>
    public static long? FindLimit(string text) =>
        Pattern().Match(text).Groups["limit"] is { Success: true } limit
            ? long.Parse(limit.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    /// <summary>Each of the two at most once, in either order, at least one. Numbers are positive and fit 64 bits.</summary>
    [GeneratedRegex(
        @"^\s*(?!$)(?!.*limit.*limit)(?!.*last.*last)((limit\s+(?<limit>[1-9]\d{0,17})|last\s+[1-9]\d{0,17}(ms|s|m|h|d))(\s+|$))+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
