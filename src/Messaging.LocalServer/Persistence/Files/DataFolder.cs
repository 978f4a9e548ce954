namespace Messaging.LocalServer.Persistence.Files;

/// <summary>A directory on disk that belongs to one server at a time.</summary>
/// <remarks>It and its files are for their owner's eyes only where the system knows of that: the log has the hashes of passwords.</remarks>
internal sealed class DataFolder : IDataFiles
{
    private const string LockName = "lock";
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnlyFile | UnixFileMode.UserExecute;

    private readonly FileStream _lock;

    private DataFolder(string location, FileStream lockFile)
    {
        Location = location;
        _lock = lockFile;
    }

    public string Location { get; }

    /// <summary>Takes a directory, and creates it if need be.</summary>
    /// <exception cref="IOException">It cannot be used, or another server that lives holds it.</exception>
    public static DataFolder Take(string path)
    {
        string location = Path.GetFullPath(path);
        try
        {
            Make(location);
            return new DataFolder(location, TakeLock(location));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"The data directory {location} cannot be used: {e.Message}", e);
        }
    }

    public IReadOnlyList<string> List() => Do(() => Directory.GetFiles(Location).Select(file => Path.GetFileName(file)!).ToArray());

    public IDataFile Create(string name) => Open(name, FileMode.Create);

    public IDataFile Open(string name) => Open(name, FileMode.Open);

    public void Rename(string from, string to) => Do(() =>
    {
        File.Move(PathOf(from), PathOf(to), overwrite: false);
        return true;
    });

    public void Delete(string name) => Do(() =>
    {
        File.Delete(PathOf(name));
        return true;
    });

    public void Flush() => FolderFlush.Flush(Location);

    public void Dispose() => _lock.Dispose();

    private static void Make(string location)
    {
        if (Directory.Exists(location))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(location);
        }
        else
        {
            Directory.CreateDirectory(location, OwnerOnlyFolder);
        }

        if (Path.GetDirectoryName(location) is { Length: > 0 } parent)
        {
            FolderFlush.Flush(parent);
        }
    }

    // The system lets go of the lock when the process ends, however it ends. The file stays: to delete it would let a third one in.
    private static FileStream TakeLock(string location)
    {
        FileStreamOptions options = OptionsFor(FileMode.OpenOrCreate, FileShare.None);
        try
        {
            return new FileStream(Path.Combine(location, LockName), options);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new IOException($"The data directory {location} is in use by another server, or its lock file cannot be opened: {e.Message}", e);
        }
    }

    private static FileStreamOptions OptionsFor(FileMode mode, FileShare share)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = OwnerOnlyFile;
        }

        return options;
    }

    private DataFile Open(string name, FileMode mode) =>
        Do(() => new DataFile(new FileStream(PathOf(name), OptionsFor(mode, FileShare.ReadWrite | FileShare.Delete))));

    private string PathOf(string name) => Path.Combine(Location, name);

    private static T Do<T>(Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}
