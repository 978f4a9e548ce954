using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Messaging.Benchmarks.Peers.StandIn;

/// <summary>
/// The product's message as CBOR, written and read by hand for exactly this shape: as fast as it gets, so that nobody can say that the
/// wrapper's cost was measured against a slow stranger.
/// </summary>
internal static class MessageCbor
{
    private const int FieldsBesideText = 256;
    private const int TimestampLength = 24;
    private const int IdLength = 36;
    private const byte MapOfFour = 0xA4;
    private const byte MapToTheBreak = 0xBF;
    private const byte Break = 0xFF;
    private const byte Text = 0x60;
    private const byte TextOfByteLength = 0x78;
    private const byte TextOfTwoByteLength = 0x79;

    /// <summary>Writes a message of now, with a new id.</summary>
    public static byte[] Write(string text, string name)
    {
        int bound = text.Length + FieldsBesideText;
        Span<byte> buffer = bound <= 1024 ? stackalloc byte[1024] : new byte[bound];
        int length = 0;
        buffer[length++] = MapOfFour;
        WriteText(buffer, ref length, "text"u8);
        length += WriteHeader(buffer[length..], text.Length);
        length += Encoding.ASCII.GetBytes(text, buffer[length..]);
        WriteText(buffer, ref length, "name"u8);
        length += WriteHeader(buffer[length..], name.Length);
        length += Encoding.ASCII.GetBytes(name, buffer[length..]);
        WriteText(buffer, ref length, "timestamp"u8);
        length += WriteHeader(buffer[length..], TimestampLength);
        TimeProvider.System.GetUtcNow().UtcDateTime.TryFormat(buffer[length..], out int written, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        length += written;
        WriteText(buffer, ref length, "id"u8);
        length += WriteHeader(buffer[length..], IdLength);
        Utf8Formatter.TryFormat(Guid.CreateVersion7(), buffer[length..], out written);
        length += written;
        return buffer[..length].ToArray();
    }

    /// <summary>Reads a message.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static StandInMessage Read(ReadOnlySpan<byte> cbor)
    {
        if (cbor.IsEmpty || (cbor[0] != MapOfFour && cbor[0] != MapToTheBreak))
        {
            throw new InvalidDataException("It is no map of four fields.");
        }

        StandInMessage message = new();
        cbor = cbor[1..];
        while (!cbor.IsEmpty && cbor[0] != Break)
        {
            ReadOnlySpan<byte> field = ReadText(ref cbor);
            ReadOnlySpan<byte> value = ReadText(ref cbor);
            if (field.SequenceEqual("text"u8))
            {
                message.Text = Encoding.UTF8.GetString(value);
            }
            else if (field.SequenceEqual("name"u8))
            {
                message.Name = Encoding.UTF8.GetString(value);
            }
            else if (field.SequenceEqual("timestamp"u8))
            {
                message.Timestamp = ReadTimestamp(value);
            }
            else if (field.SequenceEqual("id"u8))
            {
                message.Id = Utf8Parser.TryParse(value, out Guid id, out _, 'D') ? id : throw new InvalidDataException("The id is no GUID.");
            }
        }

        return message;
    }

    private static void WriteText(Span<byte> buffer, ref int length, ReadOnlySpan<byte> text)
    {
        length += WriteHeader(buffer[length..], text.Length);
        text.CopyTo(buffer[length..]);
        length += text.Length;
    }

    private static int WriteHeader(Span<byte> buffer, int length)
    {
        if (length < 24)
        {
            buffer[0] = (byte)(Text | length);
            return 1;
        }

        if (length <= byte.MaxValue)
        {
            buffer[0] = TextOfByteLength;
            buffer[1] = (byte)length;
            return 2;
        }

        buffer[0] = TextOfTwoByteLength;
        BinaryPrimitives.WriteUInt16BigEndian(buffer[1..], checked((ushort)length));
        return 3;
    }

    private static ReadOnlySpan<byte> ReadText(ref ReadOnlySpan<byte> cbor)
    {
        (int header, int length) = cbor[0] switch
        {
            TextOfByteLength => (2, cbor[1]),
            TextOfTwoByteLength => (3, BinaryPrimitives.ReadUInt16BigEndian(cbor[1..])),
            >= Text and < TextOfByteLength => (1, cbor[0] - Text),
            _ => throw new InvalidDataException("It is no text."),
        };

        ReadOnlySpan<byte> text = cbor.Slice(header, length);
        cbor = cbor[(header + length)..];
        return text;
    }

    private static DateTimeOffset ReadTimestamp(ReadOnlySpan<byte> text)
    {
        return text.Length == TimestampLength
            ? new DateTimeOffset(
                Number(text[..4]), Number(text[5..7]), Number(text[8..10]), Number(text[11..13]), Number(text[14..16]), Number(text[17..19]), Number(text[20..23]), TimeSpan.Zero)
            : throw new InvalidDataException("It is no time.");

        static int Number(ReadOnlySpan<byte> digits)
        {
            int number = 0;
            foreach (byte digit in digits)
            {
                number = (number * 10) + (digit - '0');
            }

            return number;
        }
    }
}
