using System.Globalization;
using System.Text;

namespace Messaging.LocalServer.Tests.Support;

/// <summary>Bytes as the protocol notes write them: hexadecimal, and text between single quotes for its UTF-8.</summary>
internal static class Notation
{
    /// <summary>Reads <c>00 70 01 09 'Chat/Room' 0f 00</c>. Nothing is computed: lengths stand there as they go on the wire.</summary>
    public static byte[] Bytes(string notation)
    {
        List<byte> bytes = [];
        string[] parts = notation.Split('\'');
        for (int i = 0; i < parts.Length; i++)
        {
            bytes.AddRange(i % 2 == 0 ? Convert.FromHexString(parts[i].Replace(" ", "", StringComparison.Ordinal)) : Encoding.UTF8.GetBytes(parts[i]));
        }

        return [.. bytes];
    }

    /// <summary>A text with its length in front, as hexadecimal digits: for texts that a test does not know beforehand.</summary>
    public static string Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return VarInt((ulong)utf8.Length) + Hex(utf8);
    }

    /// <summary>An unsigned LEB128 number, as hexadecimal digits.</summary>
    public static string VarInt(ulong value)
    {
        StringBuilder hex = new();
        for (; value >= 0x80; value >>= 7)
        {
            hex.Append(CultureInfo.InvariantCulture, $"{(byte)(value | 0x80):x2}");
        }

        return hex.Append(CultureInfo.InvariantCulture, $"{(byte)value:x2}").ToString();
    }

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>The same in one form, to compare.</summary>
    public static string Hex(string notation) => Hex(Bytes(notation));
}
