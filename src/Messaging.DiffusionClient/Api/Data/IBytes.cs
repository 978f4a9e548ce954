#nullable disable
namespace PushTechnology.ClientInterface.Data;

/// <summary>Bytes that do not change.</summary>
public interface IBytes
{
    /// <summary>How many there are.</summary>
    int Length { get; }

    /// <summary>Opens the bytes for reading.</summary>
    /// <returns>A new stream that cannot be written.</returns>
    Stream AsInputStream();

    /// <summary>Copies the bytes.</summary>
    /// <returns>A new array.</returns>
    byte[] ToByteArray();

    /// <summary>Copies the bytes to a stream.</summary>
    /// <param name="outputStream">Where to.</param>
    void CopyTo(Stream outputStream);
}
