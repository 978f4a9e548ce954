using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Messaging.DiffusionClient.Connections.WebSockets;

/// <summary>The opening handshake: an HTTP/1.1 request, and the one answer that makes a WebSocket of the connection (RFC 6455, 4).</summary>
internal sealed class Upgrade
{
    /// <summary>The most bytes that the answer may have.</summary>
    public const int MaximumAnswerLength = 16 * 1024;

    private const string AcceptSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int KeyLength = 16;
    private const int SwitchingProtocols = 101;

    private readonly string _key;

    private Upgrade(string key) => _key = key;

    /// <summary>Begins a handshake, with a key of its own.</summary>
    public static Upgrade Create() => new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength)));

    /// <summary>Writes the request.</summary>
    /// <param name="host">The value of the Host header.</param>
    /// <param name="target">Path and query, escaped. They hold the credentials, so the exception does not repeat them.</param>
    /// <exception cref="IOException">The target could not stand in a request as it is.</exception>
    public byte[] WriteRequest(string host, string target)
    {
        // What is no visible ASCII would end the line, or come out as something else. A fragment is never sent.
        return target.AsSpan().ContainsAnyExceptInRange('!', '~') || target.Contains('#', StringComparison.Ordinal)
            ? throw new IOException("the request path has a character that must be escaped")
            : Encoding.ASCII.GetBytes(
                $"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {_key}\r\n\r\n");
    }

    /// <summary>Reads the answer.</summary>
    /// <param name="bytes">What has arrived. Frames may stand behind the answer.</param>
    /// <returns>How many bytes the answer has; 0 if more has to arrive.</returns>
    /// <exception cref="IOException">It is not the answer that makes a WebSocket of the connection.</exception>
    public int ReadAnswer(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> version = "HTTP/1.1 "u8;
        int known = Math.Min(version.Length, bytes.Length);
        if (!bytes[..known].SequenceEqual(version[..known]))
        {
            throw Invalid("it is not HTTP/1.1");
        }

        int end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0 || end > MaximumAnswerLength)
        {
            return bytes.Length < MaximumAnswerLength ? 0 : throw Invalid($"it has more than {MaximumAnswerLength} bytes");
        }

        ReadOnlySpan<byte> head = bytes[..end];
        ReadOnlySpan<byte> statusLine = TakeLine(ref head);
        CheckStatus(statusLine[version.Length..]);
        CheckHeaders(head);
        return end + "\r\n\r\n".Length;
    }

    private static IOException Invalid(string why) => new($"the server's answer to the WebSocket upgrade is invalid: {why}");

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOf("\r\n"u8);
        ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 2)..];
        return line;
    }

    private static void CheckStatus(ReadOnlySpan<byte> statusAndReason)
    {
        const int Digits = 3;
        bool isStatus = Utf8Parser.TryParse(statusAndReason, out int status, out int length) && length == Digits
            && (statusAndReason.Length == Digits || statusAndReason[Digits] == ' ');
        if (!isStatus)
        {
            throw Invalid("it has no status");
        }

        if (status != SwitchingProtocols)
        {
            throw new IOException($"the server answered the WebSocket upgrade with the HTTP status {status}");
        }
    }

    /// <summary>Checks what RFC 6455 asks of the headers, in 4.1.</summary>
    private void CheckHeaders(ReadOnlySpan<byte> lines)
    {
        bool upgrades = false;
        bool connects = false;
        int accepts = 0;
        while (!lines.IsEmpty)
        {
            (string name, string value) = ReadHeader(TakeLine(ref lines));
            switch (name)
            {
                case "upgrade":
                    upgrades |= value.Equals("websocket", StringComparison.OrdinalIgnoreCase);
                    break;
                case "connection":
                    connects |= value.Split(',', StringSplitOptions.TrimEntries).Contains("Upgrade", StringComparer.OrdinalIgnoreCase);
                    break;
                case "sec-websocket-accept":
                    accepts += value == ExpectedAccept() ? 1 : 2;
                    break;
                case "sec-websocket-extensions" or "sec-websocket-protocol" when value.Length > 0:
                    throw Invalid($"it has {name}, and nobody asked for one");
            }
        }

        if (!upgrades || !connects || accepts != 1)
        {
            string missing = !upgrades ? "Upgrade" : !connects ? "Connection" : "Sec-WebSocket-Accept";
            throw Invalid($"{missing} is missing or not what it must be");
        }
    }

    // Names are tokens, and never begin with a space: continued lines are long forbidden, and a way to hide things.
    private static (string Name, string Value) ReadHeader(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[..colon].ContainsAnyExceptInRange((byte)'!', (byte)'~') || line.IndexOfAny((byte)'\r', (byte)'\n', (byte)0) >= 0)
        {
            throw Invalid("it has a line that is no header");
        }

        string name = Encoding.ASCII.GetString(line[..colon]);
        return (name.ToLowerInvariant(), Encoding.Latin1.GetString(line[(colon + 1)..]).Trim(' ', '\t'));
    }

    private string ExpectedAccept()
    {
#pragma warning disable CA5350 // RFC 6455 asks for SHA-1. It proves that the server speaks WebSocket, and protects nothing.
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(_key + AcceptSuffix)));
#pragma warning restore CA5350
    }
}
