using System.Runtime.InteropServices;
using System.Text;

namespace Messaging.LocalServer.Persistence.Files;

/// <summary>Waits until the entries of a directory are on the disk: a file that was renamed and flushed may else be lost by its name.</summary>
/// <remarks>The base class library opens no directories. On Windows there is no such call, and NTFS keeps renames in a journal of its own.</remarks>
internal static class FolderFlush
{
    private const int ReadOnly = 0;
    private const int InvalidArgument = 22;   // from a file system that knows no such thing

    /// <exception cref="IOException">The directory could not be flushed.</exception>
    public static void Flush(string location)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int descriptor = Open(Encoding.UTF8.GetBytes(location + '\0'), ReadOnly);
        if (descriptor < 0)
        {
            throw Failed(location);
        }

        try
        {
            if (FileSync(descriptor) != 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
            {
                throw Failed(location);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failed(string location) =>
        new($"The directory {location} cannot be flushed to disk: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FileSync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
