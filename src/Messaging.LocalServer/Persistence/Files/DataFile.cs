using Microsoft.Win32.SafeHandles;

namespace Messaging.LocalServer.Persistence.Files;

/// <summary>A file on disk. Nothing is buffered in this process.</summary>
/// <param name="stream">Opened with the mode that a new file is to have, which is all that it is there for.</param>
internal sealed class DataFile(FileStream stream) : IDataFile
{
    private readonly SafeFileHandle _handle = stream.SafeFileHandle;

    public long Length => Do(static file => RandomAccess.GetLength(file));

    public int Read(Span<byte> buffer, long position)
    {
        int total = 0;
        try
        {
            int read = -1;
            while (total < buffer.Length && read != 0)
            {
                read = RandomAccess.Read(_handle, buffer[total..], position + total);
                total += read;
            }
        }
        catch (Exception e) when (IsOfStorage(e))
        {
            throw Wrap(e);
        }

        return total;
    }

    public void Write(IReadOnlyList<ReadOnlyMemory<byte>> buffers, long position) => Do(file =>
    {
        RandomAccess.Write(file, buffers, position);
        return true;
    });

    public void SetLength(long length) => Do(file =>
    {
        RandomAccess.SetLength(file, length);
        return true;
    });

    public void Flush() => Do(static file =>
    {
        RandomAccess.FlushToDisk(file);
        return true;
    });

    public void Dispose() => stream.Dispose();

    private T Do<T>(Func<SafeFileHandle, T> operation)
    {
        try
        {
            return operation(_handle);
        }
        catch (Exception e) when (IsOfStorage(e))
        {
            throw Wrap(e);
        }
    }

    // A file that may not grow any more is reported as an argument that is out of range.
    private static bool IsOfStorage(Exception e) => e is UnauthorizedAccessException or ArgumentOutOfRangeException or NotSupportedException;

    private static IOException Wrap(Exception e) => new(e.Message, e);
}
