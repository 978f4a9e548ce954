using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Handshake;

/// <summary>The proposed session properties: a JSON object whose values are texts (rule SESS-02).</summary>
internal static class SessionPropertiesJson
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyList<KeyValuePair<string, string>> properties)
    {
        WireWriter buffer = new();
        using (Utf8JsonWriter json = new(buffer, WriterOptions))
        {
            json.WriteStartObject();
            foreach ((string key, string value) in properties)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static IReadOnlyList<KeyValuePair<string, string>> Read(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new WireFormatException("The session properties are not a JSON object.");
            }

            List<KeyValuePair<string, string>> properties = [];
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                string value = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
                properties.Add(new(property.Name, value));
            }

            return properties;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // InvalidOperationException: an escaped lone surrogate, which JSON allows and UTF-16 text cannot hold.
            // ArgumentException: one that stands there as it is.
            throw new WireFormatException("The session properties are not valid JSON.", e);
        }
    }
}
