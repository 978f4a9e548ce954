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

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>The same in one form, to compare.</summary>
    public static string Hex(string notation) => Hex(Bytes(notation));
}
