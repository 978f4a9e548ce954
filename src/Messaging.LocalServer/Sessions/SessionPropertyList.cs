using System.Globalization;
using System.Net;
using Messaging.DiffusionWire.Handshake;

namespace Messaging.LocalServer.Sessions;

/// <summary>Puts the fixed properties of a new session together. Its <see cref="SessionIdentity"/> fills in who it is.</summary>
internal static class SessionPropertyList
{
    private const string Environment = "$Environment";

    public static IReadOnlyList<KeyValuePair<string, string>> Create(
        string sessionId,
        IPAddress? address,
        ConnectionRequest request,
        LocalServerOptions options)
    {
        string environment = request.SessionProperties.LastOrDefault(property => property.Key == Environment).Value ?? string.Empty;
        return
        [
            new("$SessionId", sessionId),
            new("$Principal", string.Empty),
            new("$Roles", string.Empty),
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
    }
}
