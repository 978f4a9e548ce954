using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Messaging.LocalServer.Persistence.Log;

/// <summary>The names of logs: a number that each compaction makes one larger. What is being written has another ending.</summary>
internal static class LogNames
{
    private const string Prefix = "log-";
    private const string UnfinishedSuffix = ".new";
    private const int Digits = 10;

    public static string First => Of(1);

    public static string Next(string name) => Of(NumberOf(name) + 1);

    /// <summary>The name of a log until it is complete.</summary>
    public static string Unfinished(string name) => name + UnfinishedSuffix;

    public static bool IsUnfinished(string name) => name.EndsWith(UnfinishedSuffix, StringComparison.Ordinal) && IsLog(name[..^UnfinishedSuffix.Length]);

    public static bool IsLog([NotNullWhen(true)] string? name) =>
        name is not null
        && name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.Length == Prefix.Length + Digits
        && long.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static long NumberOf(string name) => long.Parse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Of(long number) => Prefix + number.ToString("D" + Digits, CultureInfo.InvariantCulture);
}
