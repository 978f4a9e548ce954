using System.Diagnostics;
using System.Text;
using System.Text.Unicode;

namespace Messaging.Rooms;

/// <summary>
/// A message as nearly all are, read straight from the CBOR that it came as: one object with nothing but <c>text</c>, <c>name</c>,
/// <c>timestamp</c>, <c>id</c> and the trace, each once and of the type that it should have. Whatever is otherwise, broken bytes included, is left to
/// <see cref="MessagePayload"/>, which goes over JSON text, knows every case, and must say the same of what is read here.
/// </summary>
internal ref struct PlainMessage
{
    private const byte TextType = 3;
    private const byte MapType = 5;
    private const byte Indefinite = 31;
    private const byte Break = 0xFF;
    private const ulong LargestExactNumber = 1UL << 53;

    private ReadOnlySpan<byte> _rest;
    private MessageId? _id;
    private string? _text;
    private string? _name;
    private DateTimeOffset? _timestamp;
    private string? _traceParent;
    private string? _traceState;

    private PlainMessage(ReadOnlySpan<byte> cbor) => _rest = cbor;

    /// <summary>Reads a message.</summary>
    /// <param name="cbor">The value's bytes.</param>
    /// <param name="isOwn">Whether this client sent the message.</param>
    /// <param name="original">The event that posted it, in a time series.</param>
    /// <param name="edit">The edit that made it what it is, if it was edited.</param>
    /// <returns><see langword="null"/>: it is not as plain as that.</returns>
    public static ChatMessage? TryRead(
        ReadOnlySpan<byte> cbor, Func<MessageId, bool> isOwn, EventMetadata? original = null, EventMetadata? edit = null)
    {
        var reader = new PlainMessage(cbor);
        if (!reader.ReadFields() || reader._text is not { } text || !reader.TryReadTrace(out ActivityContext? trace))
        {
            return null;
        }

        return new ChatMessage
        {
            Id = reader._id,
            Text = text,
            Name = reader._name,
            Timestamp = reader._timestamp,
            IsOwn = reader._id is { } id && isOwn(id),
            Event = original,
            Edit = edit,
            TraceContext = trace,
        };
    }

    private bool ReadFields()
    {
        if (!TryReadHead(out byte type, out byte information, out ulong count) || type != MapType)
        {
            return false;
        }

        bool isOpen = information == Indefinite;
        for (ulong i = 0; isOpen ? !TryReadBreak() : i < count; i++)
        {
            if (!TryReadText(out ReadOnlySpan<byte> name) || !TryReadField(name))
            {
                return false;
            }
        }

        return _rest.IsEmpty;
    }

    private bool TryReadField(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("text"u8))
        {
            return _text is null && TryReadText(out ReadOnlySpan<byte> text) && TryDecode(text, out _text);
        }

        if (name.SequenceEqual("name"u8))
        {
            return _name is null && TryReadText(out ReadOnlySpan<byte> sender) && KnownNames.TryGet(sender, out _name);
        }

        if (name.SequenceEqual("timestamp"u8))
        {
            return _timestamp is null && TryReadTimestamp();
        }

        if (name.SequenceEqual("id"u8))
        {
            return _id is null && TryReadId();
        }

        return name.SequenceEqual("traceparent"u8) ? TryReadTraceText(ref _traceParent)
            : name.SequenceEqual("tracestate"u8) && TryReadTraceText(ref _traceState);
    }

    private bool TryReadTraceText(ref string? member)
    {
        if (member is not null || !TryReadText(out ReadOnlySpan<byte> text) || text.Length > TraceMembers.LongestState
            || text.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            return false;
        }

        member = Encoding.ASCII.GetString(text);
        return true;
    }

    /// <summary>There is none, or it is what it should be.</summary>
    private readonly bool TryReadTrace(out ActivityContext? trace)
    {
        trace = _traceParent is null ? null : TraceMembers.TryRead(_traceParent, _traceState);
        return trace is null == _traceParent is null && (_traceState is null || trace is not null);
    }

    private bool TryReadId()
    {
        if (!TryReadText(out ReadOnlySpan<byte> utf8))
        {
            return false;
        }

        if (MessageId.TryReadMade(utf8, out MessageId made))
        {
            _id = made;
            return true;
        }

        if (!TryDecode(utf8, out string? id) || id.Length == 0 || id.Length > MessageId.MaximumLength)
        {
            return false;
        }

        _id = new MessageId(id);
        return true;
    }

    private bool TryReadTimestamp()
    {
        if (_rest is [var first, ..] && first >> 5 == TextType)
        {
            return TryReadText(out ReadOnlySpan<byte> text) && TryParse(text, out _timestamp);
        }

        // Milliseconds of an epoch, as other clients write them.
        bool isNumber = TryReadHead(out byte type, out byte information, out ulong number)
            && type == 0 && information != Indefinite && number <= LargestExactNumber
            && (long)number <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        _timestamp = isNumber ? DateTimeOffset.FromUnixTimeMilliseconds((long)number) : null;
        return isNumber;
    }

    /// <summary>The one form in which this library and JavaScript write a time: <c>2026-11-23T20:00:00.007Z</c>.</summary>
    private static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset? timestamp)
    {
        timestamp = null;
        if (text.Length != 24 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || text[19] != '.' || text[23] != 'Z'
            || !TryParse(text[..4], out int year) || !TryParse(text[5..7], out int month) || !TryParse(text[8..10], out int day)
            || !TryParse(text[11..13], out int hour) || !TryParse(text[14..16], out int minute) || !TryParse(text[17..19], out int second)
            || !TryParse(text[20..23], out int millisecond)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        timestamp = new DateTimeOffset(year, month, day, hour, minute, second, millisecond, TimeSpan.Zero);
        return true;
    }

    private static bool TryParse(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            number = (10 * number) + (digit - '0');
        }

        return true;
    }

    /// <summary>A text is what it says only if it is well-formed; whoever decodes it otherwise gets something else.</summary>
    private static bool TryDecode(ReadOnlySpan<byte> utf8, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? text)
    {
        text = Utf8.IsValid(utf8) ? Encoding.UTF8.GetString(utf8) : null;
        return text is not null;
    }

    private bool TryReadBreak()
    {
        if (_rest is not [Break, ..])
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    private bool TryReadText(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!TryReadHead(out byte type, out byte information, out ulong length)
            || type != TextType || information == Indefinite || length > (ulong)_rest.Length)
        {
            return false;
        }

        text = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return true;
    }

    /// <summary>The type of an item, and its length or value.</summary>
    private bool TryReadHead(out byte type, out byte information, out ulong argument)
    {
        (type, information, argument) = (0, 0, 0);
        if (_rest.IsEmpty)
        {
            return false;
        }

        (type, information) = ((byte)(_rest[0] >> 5), (byte)(_rest[0] & 0x1F));
        _rest = _rest[1..];
        if (information is < 24 or Indefinite)
        {
            argument = information;
            return true;
        }

        int size = information switch { 24 => 1, 25 => 2, 26 => 4, 27 => 8, _ => int.MaxValue };
        if (size > _rest.Length)
        {
            return false;
        }

        foreach (byte part in _rest[..size])
        {
            argument = (argument << 8) | part;
        }

        _rest = _rest[size..];
        return true;
    }
}
