#nullable disable
namespace PushTechnology.ClientInterface.Data.JSON;

/// <summary>A JSON value, held as CBOR: its bytes are CBOR. Immutable; equal if the bytes are.</summary>
public interface IJSON : IBytes
{
    /// <summary>The value as JSON text, without white space.</summary>
    /// <returns>The text.</returns>
    /// <exception cref="InvalidDataException">The bytes are no CBOR that JSON can express.</exception>
    string ToJSONString();
}
