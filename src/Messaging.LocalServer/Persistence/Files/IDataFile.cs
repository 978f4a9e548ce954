namespace Messaging.LocalServer.Persistence.Files;

/// <summary>A file of the data directory, read and written by position.</summary>
/// <remarks>Every member throws an <see cref="IOException"/>, and nothing else, if the storage fails.</remarks>
internal interface IDataFile : IDisposable
{
    long Length { get; }

    /// <summary>Reads as much as there is, up to the buffer's size.</summary>
    /// <returns>How much; less than the buffer's size only at the end of the file.</returns>
    int Read(Span<byte> buffer, long position);

    /// <summary>Hands all bytes to the operating system, which keeps them if this process dies. After an exception any part may have been written.</summary>
    void Write(IReadOnlyList<ReadOnlyMemory<byte>> buffers, long position);

    void SetLength(long length);

    /// <summary>Waits until all that was written is on the disk, which keeps it if the machine dies.</summary>
    void Flush();
}
