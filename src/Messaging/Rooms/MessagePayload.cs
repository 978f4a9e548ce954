using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

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

    // The text becomes a Diffusion value, not HTML: there is nothing to escape beyond what JSON asks for.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string text, string name, DateTimeOffset timestamp, MessageId id)
    {
        var buffer = new ArrayBufferWriter<byte>(text.Length + 128);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString(TextField, text);
            writer.WriteString(NameField, name);
            writer.WriteString(
                TimestampField, timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteString(IdField, id.Value);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Never throws: what is no message is an <see cref="UnreadableMessage"/>.</summary>
    public static RoomEvent Read(string json, Func<MessageId, bool> isOwn)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return new UnreadableMessage(json, $"It is a JSON {Describe(root.ValueKind)}, not an object.");
            }

            return root.TryGetProperty(TextField, out JsonElement text) && text.ValueKind == JsonValueKind.String
                ? new MessagePosted(ReadMessage(root, text.GetString()!, isOwn))
                : new UnreadableMessage(json, $"It has no field '{TextField}' that is a string.");
        }
        catch (JsonException)
        {
            return new UnreadableMessage(json, "It is not valid JSON, or nested too deeply.");
        }
        catch (InvalidOperationException)
        {
            return new UnreadableMessage(json, "It contains text that is not valid Unicode.");
        }
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
}
