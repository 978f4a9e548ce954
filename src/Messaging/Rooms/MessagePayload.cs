using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Messaging.Sessions;

namespace Messaging.Rooms;

/// <summary>
/// A message as it stands on a topic: <c>{"text","name","timestamp","id"}</c>, the fields of the vendor's tutorial and an
/// id. Written strictly, read leniently: whatever has a text is a message, and what is not understood is kept.
/// </summary>
internal static class MessagePayload
{
    private const string TextField = "text";
    private const string NameField = "name";
    private const string TimestampField = "timestamp";
    private const string IdField = "id";
    private const string RemovedField = "removed";
    private const int LargestOnStack = 1024;
    private const int LongestHead = 5;
    private const int TimestampLength = 24;
    private const byte TextHead = 0x60;
    private const byte OpenMap = 0xBF;
    private const byte Break = 0xFF;

    // The text becomes a Diffusion value, not HTML: there is nothing to escape beyond what JSON asks for.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A message as CBOR, with the fields in this order and the map open, as the official SDKs write JSON (TOPIC-50).</summary>
    public static byte[] Write(string text, string name, DateTimeOffset timestamp, MessageId id, TraceMembers? trace = null)
    {
        int size = 2 + (4 * LongestHead) + TextField.Length + NameField.Length + TimestampField.Length + IdField.Length + (4 * LongestHead)
            + Encoding.UTF8.GetByteCount(text) + Encoding.UTF8.GetByteCount(name) + TimestampLength + id.Utf8Length
            + (trace?.Members.Sum(member => (2 * LongestHead) + member.Field.Length + member.Value.Length) ?? 0);
        byte[]? rented = size > LargestOnStack ? ArrayPool<byte>.Shared.Rent(size) : null;
        Span<byte> buffer = rented ?? stackalloc byte[LargestOnStack];
        buffer[0] = OpenMap;
        int length = 1;
        WriteText(buffer, ref length, TextField);
        WriteText(buffer, ref length, text);
        WriteText(buffer, ref length, NameField);
        WriteText(buffer, ref length, name);
        WriteText(buffer, ref length, TimestampField);
        WriteTimestamp(buffer, ref length, timestamp);
        WriteText(buffer, ref length, IdField);
        WriteTextHead(buffer, ref length, id.Utf8Length);
        id.Write(buffer[length..]);
        length += id.Utf8Length;
        foreach ((string field, string value) in trace?.Members ?? [])
        {
            WriteText(buffer, ref length, field);
            WriteText(buffer, ref length, value);
        }

        buffer[length++] = Break;
        byte[] cbor = buffer[..length].ToArray();
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return cbor;
    }

    /// <summary>
    /// The payload of an edit: the message's present payload with another text. Every further field survives in its place,
    /// except for a <c>removed</c> that means nothing where it is and would be a removal in an edit.
    /// </summary>
    /// <param name="currentJson">The payload of a message.</param>
    /// <param name="newText">The text.</param>
    public static string WriteEdit(string currentJson, string newText)
    {
        using JsonDocument current = JsonDocument.Parse(currentJson);
        return WriteObject(currentJson.Length + newText.Length, writer =>
        {
            bool isTextWritten = false;
            foreach (JsonProperty field in current.RootElement.EnumerateObject().Where(field => !IsRemovedMark(field)))
            {
                if (!field.NameEquals(TextField))
                {
                    // Character by character: numbers keep their digits.
                    writer.WritePropertyName(field.Name);
                    writer.WriteRawValue(field.Value.GetRawText(), skipInputValidation: true);
                }
                else if (!isTextWritten)
                {
                    writer.WriteString(TextField, newText);
                    isTextWritten = true;
                }
            }
        });
    }

    /// <summary>
    /// The payload of a removal: what other clients of the tutorial show as an empty line. Of the message only the name, the
    /// timestamp and the id remain, as far as they are what they should be.
    /// </summary>
    /// <param name="currentJson">What is to be removed: a message, or any other JSON value.</param>
    public static string WriteTombstone(string currentJson)
    {
        using JsonDocument? current = TryParse(currentJson);
        return WriteObject(256, writer =>
        {
            writer.WriteString(TextField, "");
            foreach (string name in (string[])[NameField, TimestampField, IdField])
            {
                if (FindScalar(current?.RootElement, name) is { } value)
                {
                    writer.WritePropertyName(name);
                    writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
                }
            }

            writer.WriteBoolean(RemovedField, true);
        });
    }

    /// <summary>Reads the value of a live room. Never throws: what is no message is an <see cref="UnreadableMessage"/>.</summary>
    public static RoomEvent Read(TopicValue value, Func<MessageId, bool> isOwn)
    {
        if (PlainMessage.TryRead(value.ToCbor(), isOwn) is { } message)
        {
            return new MessagePosted(message);
        }

        return TryGetJson(value) is { } json ? Read(json, isOwn) : new UnreadableMessage("", "It is no JSON value.");
    }

    /// <summary>Reads the JSON text of a live room's value. Never throws.</summary>
    public static RoomEvent Read(string json, Func<MessageId, bool> isOwn)
    {
        Content content = ReadContent(json, isOwn);
        return content.Message is { } message ? new MessagePosted(message) : new UnreadableMessage(json, content.Problem!);
    }

    /// <summary>
    /// Reads an event of a history room. Never throws: what is no message is an <see cref="UnreadableMessage"/>.
    /// </summary>
    /// <param name="value">The event, with its metadata.</param>
    /// <param name="asHistory">
    /// Whether the message is news to the reader: then it was posted as it stands now, even when the event is its latest edit.
    /// </param>
    /// <param name="isOwn">Whether this client sent the message.</param>
    public static RoomEvent ReadEvent(TopicValue value, bool asHistory, Func<MessageId, bool> isOwn)
    {
        EventMetadata original = value.Original ?? value.Event!;
        EventMetadata? edit = value.Original is null ? null : value.Event;
        if (PlainMessage.TryRead(value.ToCbor(), isOwn, original, edit) is { } message)
        {
            return edit is null || asHistory ? new MessagePosted(message) : new MessageEdited(message);
        }

        string json = TryGetJson(value) ?? "";
        Content content = json.Length == 0 ? new Content(null, false, "It is no JSON value.") : ReadContent(json, isOwn);
        return content switch
        {
            { IsMarkedRemoved: true } when edit is not null => new MessageRemoved(original, edit) { InPlaceOfPost = asHistory },
            { Message: null } => new UnreadableMessage(json, content.Problem!)
            {
                Event = original,
                Edit = edit,
                InPlaceOfPost = asHistory && edit is not null,
            },
            _ when edit is null || asHistory => new MessagePosted(content.Message with { Event = original, Edit = edit }),
            _ => new MessageEdited(content.Message with { Event = original, Edit = edit }),
        };
    }

    /// <summary>What identifies a message even after its removal. Never throws.</summary>
    public static (MessageId? Id, DateTimeOffset? Timestamp) ReadStub(TopicValue value)
    {
        using JsonDocument? document = TryParse(TryGetJson(value) ?? "");
        return (
            FindScalar(document?.RootElement, IdField) is { } id ? ReadId(id) : null,
            FindScalar(document?.RootElement, TimestampField) is { } timestamp
                ? ReadTimestamp(new ChatMessage { Text = "" }, timestamp).Timestamp
                : null);
    }

    /// <summary>Whether an event says the same as a payload, however it is written. Never throws.</summary>
    public static bool SaysTheSame(TopicValue value, string json)
    {
        using JsonDocument? one = TryParse(TryGetJson(value) ?? "");
        using JsonDocument? other = TryParse(json);
        try
        {
            return one is not null && other is not null && JsonElement.DeepEquals(one.RootElement, other.RootElement);
        }
        catch (InvalidOperationException)
        {
            // Text that is not valid Unicode cannot be compared.
            return false;
        }
    }

    private static void WriteText(Span<byte> buffer, ref int length, string text)
    {
        int count = Encoding.UTF8.GetByteCount(text);
        WriteTextHead(buffer, ref length, count);
        length += Encoding.UTF8.GetBytes(text, buffer[length..]);
    }

    /// <summary>To the millisecond, as JavaScript writes it.</summary>
    private static void WriteTimestamp(Span<byte> buffer, ref int length, DateTimeOffset timestamp)
    {
        WriteTextHead(buffer, ref length, TimestampLength);
        Span<byte> full = stackalloc byte[28];
        timestamp.UtcDateTime.TryFormat(full, out _, "O", CultureInfo.InvariantCulture);
        full[TimestampLength - 1] = (byte)'Z';
        full[..TimestampLength].CopyTo(buffer[length..]);
        length += TimestampLength;
    }

    private static void WriteTextHead(Span<byte> buffer, ref int length, int count)
    {
        switch (count)
        {
            case < 24:
                buffer[length++] = (byte)(TextHead | count);
                break;
            case <= byte.MaxValue:
                buffer[length++] = TextHead | 24;
                buffer[length++] = (byte)count;
                break;
            case <= ushort.MaxValue:
                buffer[length++] = TextHead | 25;
                BinaryPrimitives.WriteUInt16BigEndian(buffer[length..], (ushort)count);
                length += 2;
                break;
            default:
                buffer[length++] = TextHead | 26;
                BinaryPrimitives.WriteUInt32BigEndian(buffer[length..], (uint)count);
                length += 4;
                break;
        }
    }

    private static string? TryGetJson(TopicValue value)
    {
        try
        {
            return value.ToJson();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static JsonDocument? TryParse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            // An argument exception tells of half of a surrogate pair.
            return null;
        }
    }

    private static Content ReadContent(string json, Func<MessageId, bool> isOwn)
    {
        try
        {
            using JsonDocument? document = TryParse(json);
            return document is null
                ? new Content(null, false, "It is not valid JSON, or nested too deeply.")
                : ReadContent(document.RootElement, isOwn);
        }
        catch (InvalidOperationException)
        {
            return new Content(null, false, "It contains text that is not valid Unicode.");
        }
    }

    private static Content ReadContent(JsonElement root, Func<MessageId, bool> isOwn)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return new Content(null, false, $"It is a JSON {Describe(root.ValueKind)}, not an object.");
        }

        bool isMarkedRemoved = root.TryGetProperty(RemovedField, out JsonElement removed) && removed.ValueKind == JsonValueKind.True;
        return root.TryGetProperty(TextField, out JsonElement text) && text.ValueKind == JsonValueKind.String
            ? new Content(ReadMessage(root, text.GetString()!, isOwn), isMarkedRemoved, null)
            : new Content(null, isMarkedRemoved, $"It has no field '{TextField}' that is a string.");
    }

    private static ChatMessage ReadMessage(JsonElement root, string text, Func<MessageId, bool> isOwn)
    {
        var message = new ChatMessage { Text = text };
        var extra = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonProperty field in root.EnumerateObject())
        {
            switch (field.Name)
            {
                case TextField:
                    break;
                case NameField when field.Value.ValueKind == JsonValueKind.String:
                    message = message with { Name = field.Value.GetString() };
                    break;
                case TimestampField:
                    message = ReadTimestamp(message, field.Value);
                    break;
                case IdField when ReadId(field.Value) is { } id:
                    message = message with { Id = id, IsOwn = isOwn(id) };
                    break;
                default:
                    extra[field.Name] = field.Value.Clone();
                    break;
            }
        }

        message = message with { TraceContext = TraceMembers.TakeFrom(extra) };
        return extra.Count == 0 ? message : message with { Extra = extra.AsReadOnly() };
    }

    private static MessageId? ReadId(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && text.Length <= MessageId.MaximumLength
            ? new MessageId(text)
            : null;

    private static ChatMessage ReadTimestamp(ChatMessage message, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => message,
        JsonValueKind.String when IsInstant(value, out DateTimeOffset instant) =>
            message with { Timestamp = instant.ToUniversalTime(), RawTimestamp = null },
        JsonValueKind.Number when IsEpochMilliseconds(value, out DateTimeOffset instant) =>
            message with { Timestamp = instant, RawTimestamp = null },
        JsonValueKind.String => message with { Timestamp = null, RawTimestamp = value.GetString() },
        _ => message with { Timestamp = null, RawTimestamp = value.GetRawText() },
    };

    /// <summary>A date and time without an offset is no instant: nobody knows in whose time zone it was written.</summary>
    private static bool IsInstant(JsonElement value, out DateTimeOffset instant)
    {
        instant = default;
        return value.TryGetDateTime(out DateTime clock) && clock.Kind != DateTimeKind.Unspecified
            && value.TryGetDateTimeOffset(out instant);
    }

    private static bool IsEpochMilliseconds(JsonElement value, out DateTimeOffset instant)
    {
        bool inRange = value.TryGetDouble(out double milliseconds)
            && milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        instant = inRange ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : default;
        return inRange;
    }

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "Boolean",
        _ => "null",
    };

    private static string WriteObject(int sizeHint, Action<Utf8JsonWriter> writeFields)
    {
        var buffer = new ArrayBufferWriter<byte>(sizeHint);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writeFields(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static bool IsRemovedMark(JsonProperty field) =>
        field.NameEquals(RemovedField) && field.Value.ValueKind == JsonValueKind.True;

    private static JsonElement? FindScalar(JsonElement? root, string name)
    {
        try
        {
            return root is { ValueKind: JsonValueKind.Object } fields && fields.TryGetProperty(name, out JsonElement value)
                && (value.ValueKind == JsonValueKind.Number || (value.ValueKind == JsonValueKind.String && value.GetString() is not null))
                ? value
                : null;
        }
        catch (InvalidOperationException)
        {
            // The text is not valid Unicode, or another field's name is not, and nothing can be looked up by name.
            return null;
        }
    }

    /// <summary>What a payload says: a message, or why it is none; and whether it would be a removal if it were an edit.</summary>
    private readonly record struct Content(ChatMessage? Message, bool IsMarkedRemoved, string? Problem);
}
