using Messaging.LocalServer.Persistence;
using Messaging.LocalServer.Persistence.Files;
using Messaging.LocalServer.Tests.Persistence.Disk;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.LocalServer.Tests.Persistence;

/// <summary>A storage without a server around it.</summary>
internal static class StorageRun
{
    public static LocalServerOptions Options(bool flushes = true) => new()
    {
        FlushToDisk = flushes,
        PasswordIterations = 1000,
        Principals = [new LocalPrincipal("admin", "password", ["ADMINISTRATOR"])],
        TimeProvider = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1000)),
        CompactionThreshold = long.MaxValue,
    };

    public static Storage Open(IDataFiles files, bool flushes = true, ILogger? logger = null) =>
        Storage.Open(files, Options(flushes), logger ?? NullLogger.Instance);

    /// <summary>What a server would start with on these files.</summary>
    public static string Recover(SimulatedDisk files, bool flushes = true)
    {
        using Storage storage = Open(files, flushes);
        return StateText.Of(storage.State);
    }
}
