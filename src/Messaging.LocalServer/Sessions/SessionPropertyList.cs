using System.Globalization;
using System.Net;
using Messaging.DiffusionWire.Handshake;

namespace Messaging.LocalServer.Sessions;

/// <summary>Puts the properties of a new session together: the fixed ones, then those that the client proposed.</summary>
internal static class SessionPropertyList
{
    private const char FixedPrefix = '$';
    private const string Environment = "$Environment";

    public static IReadOnlyList<KeyValuePair<string, string>> Create(
        string sessionId,
        string principal,
        IReadOnlyList<string> roles,
        IPAddress? address,
        ConnectionRequest request,
        LocalServerOptions options)
    {
        string environment = request.SessionProperties.LastOrDefault(property => property.Key == Environment).Value ?? string.Empty;
        List<KeyValuePair<string, string>> properties =
        [
            new("$SessionId", sessionId),
            new("$Principal", principal),
            new("$Roles", string.Join(',', roles.Select(Quote))),
            new("$ClientType", environment.StartsWith("DOTNET", StringComparison.OrdinalIgnoreCase) ? "DOTNET" : "JAVASCRIPT_BROWSER"),
            new("$ClientIP", address?.ToString() ?? string.Empty),
            new("$Transport", "WEBSOCKET"),
            new("$Connector", "local"),
            new("$ServerName", options.ServerName),
            new("$StartTime", options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
            new("$Country", string.Empty),
            new("$Language", string.Empty),
            new("$Latitude", "NaN"),
            new("$Longitude", "NaN"),
            new(Environment, environment),
        ];

        // What begins with $ is the server's to say.
        properties.AddRange(request.SessionProperties.Where(property => !property.Key.StartsWith(FixedPrefix)));
        return properties;
    }

    private static string Quote(string role)
    {
        string escaped = role
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("'", "\\'", StringComparison.Ordinal);
        return $"\"{escaped}\"";
    }
}
