using Messaging.LocalServer.Diagnostics;
using Messaging.LocalServer.Persistence.Durability;
using Messaging.LocalServer.Persistence.Files;
using Messaging.LocalServer.Persistence.Log;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Persistence;

/// <summary>The data directory of a running server: what it holds, and what keeps it.</summary>
internal sealed class Storage : IDisposable
{
    private readonly IDataFiles _files;
    private readonly DataLog _log;
    private readonly GroupCommit? _commit;
    private readonly ILogger _logger;

    private Storage(IDataFiles files, LogFile file, Replay replay, LocalServerOptions options, ILogger logger)
    {
        _files = files;
        _logger = logger;
        _log = new DataLog(files, file, options.FlushToDisk);
        _commit = options.FlushToDisk ? new GroupCommit(_log, logger) : null;
        Journal journal = new(_log, logger);
        State = ServerState.Restored(replay, journal, options, logger);
        Compactor = new Compactor(files, _log, State, options.CompactionThreshold, logger);
        journal.Grown = Compactor.OnGrown;
    }

    public ServerState State { get; }

    public Compactor Compactor { get; }

    /// <summary>Opens the data directory of the options.</summary>
    /// <returns>Null if there is none: nothing is kept.</returns>
    /// <exception cref="ArgumentException">A script has errors, which are found at the first start of a directory.</exception>
    /// <exception cref="IOException">The directory cannot be used, or another server holds it.</exception>
    /// <exception cref="InvalidDataException">What is there is damaged, or of another version.</exception>
    public static Storage? Open(LocalServerOptions options, ILogger logger)
    {
        if (options.DataDirectory is null)
        {
            return null;
        }

        DataFolder folder = DataFolder.Take(options.DataDirectory);
        try
        {
            return Open(folder, options, logger);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Opens a data directory. The storage owns it from then on, unless this throws.</summary>
    public static Storage Open(IDataFiles files, LocalServerOptions options, ILogger logger)
    {
        Recovery recovery = new(files, options, logger);
        (LogFile file, Replay replay) = recovery.Run();
        return new Storage(files, file, replay, options, logger);
    }

    /// <summary>The transport of a connection on which nothing is said that is not sure to be kept, if that is asked for.</summary>
    public Stream Hold(Stream transport) => _commit is null ? transport : new HeldStream(transport, _commit);

    /// <summary>Completes when all changes so far are as sure to be kept as the options ask for.</summary>
    public Task WaitAsync() => _commit?.WaitAsync() ?? Task.CompletedTask;

    /// <summary>Lets go of the directory, after a last flush. For when no session is left.</summary>
    public void Dispose()
    {
        Compactor.Dispose();
        _commit?.Dispose();
        try
        {
            if (!_log.HasFailed)
            {
                _log.Flush();
            }
        }
        catch (IOException e)
        {
            ServerLog.LogNotFlushed(_logger, e);
        }

        _log.Dispose();
        _files.Dispose();
    }
}
