using System.Text;

namespace Messaging.DiffusionWire.Tests.Support;

/// <summary>Bytes as the protocol's documents write them: hexadecimal with spaces, and text between single quotes.</summary>
internal static class Hex
{
    /// <summary>Reads <c>00 70 01 09 'Chat/Room' 0f 00</c>.</summary>
    public static byte[] Bytes(string notation)
    {
        string[] parts = notation.Split('\'');
        (parts.Length % 2).Should().Be(1, "the quotes of '{0}' come in pairs", notation);
        List<byte> bytes = [];
        for (int i = 0; i < parts.Length; i++)
        {
            bytes.AddRange(i % 2 == 1
                ? Encoding.UTF8.GetBytes(parts[i])
                : Convert.FromHexString(parts[i].Replace(" ", string.Empty, StringComparison.Ordinal)));
        }

        return [.. bytes];
    }

    /// <summary>Writes bytes as plain lower-case hexadecimal, the form of the vectors.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
