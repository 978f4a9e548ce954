using System.Globalization;

namespace Messaging.LocalServer.Tool;

/// <summary>Reads <c>NAME=VALUE</c>: a limit of the server by the name of its option.</summary>
internal static class LimitArgument
{
    /// <summary>The form, for help and error texts.</summary>
    public const string Form = "NAME=VALUE";

    private static readonly Dictionary<string, Action<LocalServerOptions, int>> Numbers = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LocalServerOptions.BackPressureThreshold)] = (options, value) => options.BackPressureThreshold = value,
        [nameof(LocalServerOptions.MaximumDisconnectedSessions)] = (options, value) => options.MaximumDisconnectedSessions = value,
        [nameof(LocalServerOptions.MaximumLocks)] = (options, value) => options.MaximumLocks = value,
        [nameof(LocalServerOptions.MaximumMessageSize)] = (options, value) => options.MaximumMessageSize = value,
        [nameof(LocalServerOptions.MaximumPendingConnections)] = (options, value) => options.MaximumPendingConnections = value,
        [nameof(LocalServerOptions.MaximumPendingRequests)] = (options, value) => options.MaximumPendingRequests = value,
        [nameof(LocalServerOptions.MaximumQueuedBytes)] = (options, value) => options.MaximumQueuedBytes = value,
        [nameof(LocalServerOptions.MaximumRecoveryBytes)] = (options, value) => options.MaximumRecoveryBytes = value,
        [nameof(LocalServerOptions.MaximumRecoveryMessages)] = (options, value) => options.MaximumRecoveryMessages = value,
        [nameof(LocalServerOptions.MaximumRequestHandlers)] = (options, value) => options.MaximumRequestHandlers = value,
        [nameof(LocalServerOptions.MaximumRequestLineSize)] = (options, value) => options.MaximumRequestLineSize = value,
        [nameof(LocalServerOptions.MaximumRetainedEvents)] = (options, value) => options.MaximumRetainedEvents = value,
        [nameof(LocalServerOptions.MaximumSelections)] = (options, value) => options.MaximumSelections = value,
        [nameof(LocalServerOptions.MaximumSessionListeners)] = (options, value) => options.MaximumSessionListeners = value,
        [nameof(LocalServerOptions.MaximumSessions)] = (options, value) => options.MaximumSessions = value,
        [nameof(LocalServerOptions.MaximumSessionsPerPrincipal)] = (options, value) => options.MaximumSessionsPerPrincipal = value,
        [nameof(LocalServerOptions.MaximumSubscriptions)] = (options, value) => options.MaximumSubscriptions = value,
        [nameof(LocalServerOptions.MaximumTopics)] = (options, value) => options.MaximumTopics = value,
        [nameof(LocalServerOptions.MaximumValueSize)] = (options, value) => options.MaximumValueSize = value,
    };

    private static readonly Dictionary<string, Action<LocalServerOptions, TimeSpan>> Times = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LocalServerOptions.AuthenticatorTimeout)] = (options, value) => options.AuthenticatorTimeout = value,
        [nameof(LocalServerOptions.HandshakeTimeout)] = (options, value) => options.HandshakeTimeout = value,
        [nameof(LocalServerOptions.MaximumReconnectTimeout)] = (options, value) => options.MaximumReconnectTimeout = value,
        [nameof(LocalServerOptions.RequestTimeout)] = (options, value) => options.RequestTimeout = value,
        [nameof(LocalServerOptions.SystemPingPeriod)] = (options, value) => options.SystemPingPeriod = value,
    };

    /// <summary>The names, for help texts.</summary>
    public static string Names => string.Join(", ", Numbers.Keys.Concat(Times.Keys));

    /// <summary>Sets one limit. Whether the value is in its range is for the server to say.</summary>
    /// <returns>Null if it is set; else what is wrong with the text.</returns>
    public static string? Apply(string text, LocalServerOptions options)
    {
        int separator = text.IndexOf('=', StringComparison.Ordinal);
        string name = separator < 0 ? text : text[..separator];
        string value = separator < 0 ? "" : text[(separator + 1)..];
        if (Numbers.TryGetValue(name, out Action<LocalServerOptions, int>? setNumber))
        {
            if (!int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
            {
                return $"The limit {name} is a whole number, not '{value}'.";
            }

            setNumber(options, number);
            return null;
        }

        if (Times.TryGetValue(name, out Action<LocalServerOptions, TimeSpan>? setTime))
        {
            // Not a bare number: to TimeSpan that would be days.
            if (!TimeSpan.TryParseExact(value, @"h\:mm\:ss", CultureInfo.InvariantCulture, out TimeSpan time))
            {
                return $"The limit {name} is a time as h:mm:ss, not '{value}'.";
            }

            setTime(options, time);
            return null;
        }

        return $"There is no limit '{name}'. A --limit has the form {Form}, with one of: {Names}.";
    }
}
