using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace Messaging.TestKit;

/// <summary>
/// Finds the passwords and message texts in what a client sends, for tests that write bytes by hand. It knows the protocol from its
/// rules and uses no code of the product.
/// </summary>
public static partial class WireSecrets
{
    private const int Request = 0x00;
    private const ulong Reauthenticate = 0xcb;
    private const byte Utf8Credentials = 1;

    private static ReadOnlySpan<byte> TextKey => [0x64, (byte)'t', (byte)'e', (byte)'x', (byte)'t'];

    /// <summary>Conceals what is in a message: the texts of chat messages (TOPIC-50), passwords in scripts (SEC-15), and that of a reauthentication (SEC-20).</summary>
    public static void Conceal(ReadOnlySpan<byte> message)
    {
        ConcealTexts(message);
        ConcealScript(message);
        ConcealCredentials(message);
    }

    // CBOR: the key "text" of a map, and a text with its length in front.
    private static void ConcealTexts(ReadOnlySpan<byte> rest)
    {
        for (int at; (at = rest.IndexOf(TextKey)) >= 0;)
        {
            rest = rest[(at + TextKey.Length)..];
            if (rest is not [>= 0x60 and <= 0x7a, ..])
            {
                continue;
            }

            (int head, long length) = rest[0] switch
            {
                < 0x78 => (1, rest[0] - 0x60L),
                0x78 when rest.Length >= 2 => (2, rest[1]),
                0x79 when rest.Length >= 3 => (3, BinaryPrimitives.ReadUInt16BigEndian(rest[1..])),
                0x7a when rest.Length >= 5 => (5, BinaryPrimitives.ReadUInt32BigEndian(rest[1..])),
                _ => (1, 0L),
            };
            if (length <= rest.Length - head)
            {
                TestSecrets.Conceal(Encoding.UTF8.GetString(rest.Slice(head, (int)length)));
            }
        }
    }

    private static void ConcealScript(ReadOnlySpan<byte> message)
    {
        if (message.IndexOf("principal"u8) < 0 && message.IndexOf("password"u8) < 0)
        {
            return;
        }

        foreach (Match command in Command().Matches(Encoding.UTF8.GetString(message)))
        {
            TestSecrets.Disclose(Unquoted(command.Groups["name"].Value));
            TestSecrets.Conceal(Unquoted(command.Groups["password"].Value));
        }
    }

    private static void ConcealCredentials(ReadOnlySpan<byte> message)
    {
        if (message is [Request, ..]
            && TryReadNumber(message[1..], out ulong service, out ReadOnlySpan<byte> rest) && service == Reauthenticate
            && TryReadNumber(rest, out _, out rest)
            && TryReadText(rest, out string principal, out rest)
            && rest is [Utf8Credentials, ..]
            && TryReadText(rest[1..], out string password, out _))
        {
            TestSecrets.Disclose(principal);
            TestSecrets.Conceal(password);
        }
    }

    private static bool TryReadText(ReadOnlySpan<byte> bytes, out string text, out ReadOnlySpan<byte> rest)
    {
        text = "";
        if (!TryReadNumber(bytes, out ulong length, out rest) || length > (ulong)rest.Length)
        {
            return false;
        }

        text = Encoding.UTF8.GetString(rest[..(int)length]);
        rest = rest[(int)length..];
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> bytes, out ulong number, out ReadOnlySpan<byte> rest)
    {
        number = 0;
        for (int i = 0; i < bytes.Length && i < 10; i++)
        {
            number |= (ulong)(bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] < 0x80)
            {
                rest = bytes[(i + 1)..];
                return true;
            }
        }

        rest = [];
        return false;
    }

    private static string Unquoted(string quoted) => Escaped().Replace(quoted, "$1");

    [GeneratedRegex(@"(?:add\s+principal|(?:set|verify)\s+password)\s+(?<q>['""])(?<name>(?:\\.|(?!\k<q>)[^\\])*)\k<q>\s+(?<p>['""])(?<password>(?:\\.|(?!\k<p>)[^\\])*)\k<p>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Command();

    [GeneratedRegex(@"\\(.)", RegexOptions.Singleline)]
    private static partial Regex Escaped();
}
