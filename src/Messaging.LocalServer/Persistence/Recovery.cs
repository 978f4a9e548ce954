using Messaging.LocalServer.Diagnostics;
using Messaging.LocalServer.Persistence.Files;
using Messaging.LocalServer.Persistence.Log;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Persistence;

/// <summary>Finds the log that counts in a data directory, or begins the first one, and reads it.</summary>
internal sealed class Recovery(IDataFiles files, LocalServerOptions options, ILogger logger)
{
    /// <summary>Recovers what was kept.</summary>
    /// <returns>The log, to be appended to, and what it tells.</returns>
    /// <exception cref="ArgumentException">A script has errors, which are found at the first start of a directory.</exception>
    /// <exception cref="IOException">The storage failed.</exception>
    /// <exception cref="InvalidDataException">The log is damaged, or of another version; nothing was changed.</exception>
    public (LogFile File, Replay Replay) Run()
    {
        string[] logs = [.. files.List().Where(LogNames.IsLog).Order(StringComparer.Ordinal)];
        if (logs.Length == 0)
        {
            logs = [Begin()];
        }
        else
        {
            ServerLog.StoresFromLog(logger, files.Location);
        }

        IDataFile file = files.Open(logs[^1]);
        try
        {
            Replay replay = new(ServerState.FactoryFor(options));
            LogFile log = Read(logs[^1], file, replay);
            DeleteOthers(logs[^1]);
            ServerLog.Recovered(logger, files.Location, log.Length, replay.Topics.Count, replay.Accounts.Accounts.Count);
            return (log, replay);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // The first log has the stores as the options say. It gets its name when it is complete, so there is none without them.
    private string Begin()
    {
        ServerState initial = ServerState.Initial(options, logger);
        using (IDataFile file = files.Create(LogNames.Unfinished(LogNames.First)))
        {
            LogFile log = LogFile.Begin(LogNames.First, file, Compactor.NewHeader());
            log.SettlesAtOnce = true;
            Snapshot.Write(initial, log, CancellationToken.None);
            log.Flush();
        }

        files.Rename(LogNames.Unfinished(LogNames.First), LogNames.First);
        files.Flush();
        return LogNames.First;
    }

    private LogFile Read(string name, IDataFile file, Replay replay)
    {
        long position = 0;
        try
        {
            LogReader reader = LogReader.Open(file);
            position = reader.Position;
            while (reader.TryRead(out ReadOnlyMemory<byte> body))
            {
                replay.Take(body);
                position = reader.Position;
            }

            long length = file.Length;
            if (position < length && reader.IsDamagedHere())
            {
                throw new InvalidDataException("what stands there cannot be read, and what follows says that it had been safely on the disk");
            }

            replay.Complete();
            if (position < length)
            {
                file.SetLength(position);
                ServerLog.TornTail(logger, name, files.Location, position, length - position);
            }

            file.Flush();
            return new LogFile(name, file, reader.Header, position);
        }
        catch (InvalidDataException e)
        {
            string remedy = position > 0 && position < file.Length
                ? $"Restore the directory from a copy, or cut the file to {position} bytes to go on with what is before, and without all that comes after."
                : "Restore the directory from a copy, or use another one.";
            throw new InvalidDataException(
                $"The log {name} in the data directory {files.Location} cannot be used. At byte {position}: {e.Message}. Nothing was changed. {remedy}", e);
        }
    }

    // Unfinished ones count for nothing, and older ones are in the one that counts.
    private void DeleteOthers(string name)
    {
        foreach (string other in files.List().Where(other => other != name && (LogNames.IsLog(other) || LogNames.IsUnfinished(other))))
        {
            files.Delete(other);
        }

        files.Flush();
    }
}
