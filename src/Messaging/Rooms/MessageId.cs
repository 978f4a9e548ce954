using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Messaging;

/// <summary>
/// The identifier that a sender gives to a message: any text that is not empty. Compared ordinally. Ids made here are
/// version 7 GUIDs in lower case; other Diffusion clients may use what they like, or nothing.
/// </summary>
public readonly record struct MessageId
{
    private const char MadeFormat = 'D';
    private const int MadeLength = 36;

    // Nearly all ids are made by this library, and are held as the numbers that they are: an object less for each message.
    private readonly Guid _made;
    private readonly string? _given;

    /// <summary>Wraps an identifier.</summary>
    /// <param name="value">The identifier, 1 to 200 UTF-16 code units.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty or too long.</exception>
    public MessageId(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        if (value.Length > MaximumLength)
        {
            throw new ArgumentException($"A message id has at most {MaximumLength} characters.", nameof(value));
        }

        _given = Guid.TryParseExact(value, "D", out Guid made) && IsWrittenAs(made, value) ? null : value;
        _made = _given is null ? made : Guid.Empty;
    }

    private MessageId(Guid made) => _made = made;

    /// <summary>The longest identifier, in UTF-16 code units: 200.</summary>
    public static int MaximumLength => 200;

    /// <summary>The identifier; empty for <see langword="default"/>. May make a new text each time: compare and keep ids, not their texts.</summary>
    public string Value => _given ?? (_made == Guid.Empty ? "" : _made.ToString());

    /// <summary>Whether this is no identifier, but <see langword="default"/>.</summary>
    internal bool IsNone => _given is null && _made == Guid.Empty;

    /// <summary>How long it is in UTF-8.</summary>
    internal int Utf8Length => _given is not null ? Encoding.UTF8.GetByteCount(_given) : _made == Guid.Empty ? 0 : MadeLength;

    /// <summary>Makes an identifier that nobody else has: a version 7 GUID, which sorts by time.</summary>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    public static MessageId New(TimeProvider? timeProvider = null) =>
        new(Guid.CreateVersion7((timeProvider ?? TimeProvider.System).GetUtcNow()));

    /// <summary>The identifier.</summary>
    public override string ToString() => Value;

    /// <summary>Reads an identifier that is one of those made by this library, which needs no text for it.</summary>
    /// <returns><see langword="false"/>: it is another one, or none.</returns>
    internal static bool TryReadMade(ReadOnlySpan<byte> utf8, out MessageId id)
    {
        bool isMade = Utf8Parser.TryParse(utf8, out Guid made, out _, MadeFormat) && IsWrittenAs(made, utf8);
        id = isMade ? new MessageId(made) : default;
        return isMade;
    }

    /// <summary>Writes it in UTF-8, where there is room for <see cref="Utf8Length"/>.</summary>
    internal void Write(Span<byte> utf8)
    {
        if (_given is not null)
        {
            Encoding.UTF8.GetBytes(_given, utf8);
        }
        else if (_made != Guid.Empty)
        {
            _made.TryFormat(utf8, out _);
        }
    }

    // The same number in capitals, or in another form that can be read, is another id. One that is zero is not told from none.
    private static bool IsWrittenAs(Guid made, ReadOnlySpan<char> text)
    {
        Span<char> written = stackalloc char[MadeLength];
        return made != Guid.Empty && made.TryFormat(written, out _) && text.SequenceEqual(written);
    }

    private static bool IsWrittenAs(Guid made, ReadOnlySpan<byte> utf8)
    {
        Span<byte> written = stackalloc byte[MadeLength];
        return made != Guid.Empty && made.TryFormat(written, out _) && utf8.SequenceEqual(written);
    }

    /// <summary>Whether it is one of those made by this library, or written like one: then its number, and otherwise its text.</summary>
    internal bool IsMade(out Guid made, [NotNullWhen(false)] out string? given)
    {
        (made, given) = (_made, _made == Guid.Empty ? _given ?? "" : null);
        return given is null;
    }
}
