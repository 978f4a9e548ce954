using System.Globalization;
using System.Text;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Handshake;

/// <summary>The request target of the WebSocket upgrade, which carries the whole connection request (rules SESS-01, SESS-02).</summary>
/// <remarks>
/// <see cref="ToRequestTarget"/> contains the credentials, so never log it. The record's text leaves them out.
/// </remarks>
public sealed record ConnectionRequest
{
    /// <summary>The version of the protocol that this assembly implements.</summary>
    public const int SupportedProtocolVersion = 29;

    private const string Endpoint = "/diffusion";

    /// <summary>The path in front of <c>/diffusion</c>, such as <c>/my/path</c>; empty by default.</summary>
    public string PathPrefix { get; init; } = string.Empty;

    /// <summary>The kind of connection: <c>WB</c>, WebSocket.</summary>
    public string ConnectionType { get; init; } = "WB";

    /// <summary>The protocol version that the client speaks.</summary>
    public int ProtocolVersion { get; init; } = SupportedProtocolVersion;

    /// <summary>A bit set: 8, unified client, and 2, can take compressed values.</summary>
    public int Capabilities { get; init; } = 10;

    /// <summary>How long the server keeps the session without a connection, in milliseconds; 0 means not at all. 60,000 by default.</summary>
    public int ReconnectTimeoutMilliseconds { get; init; } = 60_000;

    /// <summary>Set to take up an existing session, null for a new one.</summary>
    public Reconnection? Reconnection { get; init; }

    /// <summary>The session properties that the client proposes, in wire order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> SessionProperties { get; init; } = [];

    /// <summary>Who the client says it is; null for an anonymous session.</summary>
    public string? Principal { get; init; }

    /// <summary>How it proves that. Sent only with a <see cref="Principal"/>.</summary>
    public Credentials Credentials { get; init; } = Credentials.None;

    /// <summary>Reads a request target.</summary>
    /// <param name="path">The path, unescaped or not: only its end counts.</param>
    /// <param name="query">The query, with or without the question mark, still escaped.</param>
    /// <returns>The request.</returns>
    /// <exception cref="WireFormatException">A field is missing or malformed. The text never contains a secret.</exception>
    public static ConnectionRequest Parse(string path, string query)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(query);
        if (!path.EndsWith(Endpoint, StringComparison.Ordinal))
        {
            throw new WireFormatException($"The path does not end with {Endpoint}.");
        }

        Dictionary<string, string> values = QueryEscaping.Parse(query);
        return new ConnectionRequest
        {
            PathPrefix = path[..^Endpoint.Length],
            ConnectionType = values.GetValueOrDefault("ty") ?? throw new WireFormatException("The connection request has no ty."),
            ProtocolVersion = ParseNumber(values, "v") ?? throw new WireFormatException("The connection request has no v."),
            Capabilities = ParseNumber(values, "ca") ?? 0,
            ReconnectTimeoutMilliseconds = ParseNumber(values, "r") ?? 0,
            Reconnection = ParseReconnection(values),
            SessionProperties = values.TryGetValue("sp", out string? properties) ? SessionPropertiesJson.Read(properties) : [],
            Principal = values.GetValueOrDefault("username"),
            Credentials = ParseCredentials(values),
        };
    }

    /// <summary>Writes the request target: path and query, escaped. It contains the credentials.</summary>
    /// <returns>The text behind <c>GET</c>.</returns>
    public string ToRequestTarget()
    {
        StringBuilder target = new();
        target.Append(CultureInfo.InvariantCulture, $"{PathPrefix}{Endpoint}?ty={ConnectionType}&v={ProtocolVersion}&ca={Capabilities}&r={ReconnectTimeoutMilliseconds}");
        if (Reconnection is { } reconnection)
        {
            target.Append(CultureInfo.InvariantCulture, $"&c={QueryEscaping.Escape(reconnection.Token)}&cs={reconnection.ClientSequence}&ss={reconnection.ServerSequence}");
        }

        target.Append("&sp=").Append(QueryEscaping.Escape(SessionPropertiesJson.Write(SessionProperties)));
        if (Principal is not null)
        {
            WireWriter credentials = new();
            Credentials.WriteTo(credentials);
            target.Append("&username=").Append(QueryEscaping.Escape(Principal));
            target.Append("&password=").Append(QueryEscaping.Escape(Convert.ToBase64String(credentials.WrittenSpan)));
        }

        return target.ToString();
    }

    /// <summary>Kind, version and principal.</summary>
    /// <returns>Never the credentials or the token.</returns>
    public override string ToString() => $"ConnectionRequest({ConnectionType}, version {ProtocolVersion}, principal {Principal ?? "none"}, {Credentials})";

    private static int? ParseNumber(Dictionary<string, string> values, string key)
    {
        if (!values.TryGetValue(key, out string? text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new WireFormatException($"The {key} of the connection request is not a number.");
    }

    private static Reconnection? ParseReconnection(Dictionary<string, string> values) =>
        values.TryGetValue("c", out string? token)
            ? new Reconnection(
                token,
                ParseNumber(values, "cs") ?? throw new WireFormatException("The reconnection has no cs."),
                ParseNumber(values, "ss") ?? throw new WireFormatException("The reconnection has no ss."))
            : null;

    private static Credentials ParseCredentials(Dictionary<string, string> values)
    {
        if (!values.TryGetValue("password", out string? text))
        {
            return Credentials.None;
        }

        byte[] decoded = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, decoded, out int length))
        {
            throw new WireFormatException("The credentials of the connection request are not base64.");
        }

        WireReader reader = new(decoded.AsMemory(0, length));
        return Credentials.ReadFrom(ref reader);
    }
}
