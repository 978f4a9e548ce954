using System.Text.Json;

namespace Messaging.TestKit.Vectors;

/// <summary>One message of the official SDK, byte for byte, with what was called or what it reported.</summary>
/// <param name="Name">Unique within its file.</param>
/// <param name="Direction">Who sent it.</param>
/// <param name="Hex">The bytes in lower-case hexadecimal.</param>
/// <param name="SdkCall">The API call that made the SDK send it: a text or an object. Undefined for server messages.</param>
/// <param name="SdkResult">What the SDK made of it. Undefined for client messages.</param>
/// <param name="Entry">The whole entry of the file: some have more fields (<c>url</c>, <c>client_reply</c>, <c>reply_body_hex</c> ...).</param>
public sealed record GoldenVector(
    string Name,
    VectorDirection Direction,
    string Hex,
    JsonElement SdkCall,
    JsonElement SdkResult,
    JsonElement Entry)
{
    /// <summary>The bytes: a new array each time, so a test may change it.</summary>
    public byte[] Bytes => Convert.FromHexString(Hex);

    /// <summary>What the survey noted beside it, or null.</summary>
    public string? Note => Text("note");

    /// <summary>Reads a text field of the entry.</summary>
    /// <param name="field">Its name.</param>
    /// <returns>The text, or null if there is none.</returns>
    public string? Text(string field) =>
        Entry.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
