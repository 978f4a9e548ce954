using CsCheck;
using Messaging.LocalServer.Persistence;
using Microsoft.Extensions.Logging.Abstractions;
using Messaging.LocalServer.Tests.Persistence.Disk;

namespace Messaging.LocalServer.Tests.Persistence;

/// <summary>Whatever happens to a server that is restarted and compacted now and then is what happens to one that never is.</summary>
public sealed class RestartProperties
{
    [Fact]
    public void Restarts_AtAnyTime_ChangeNothing() =>
        Gen.Select(Gen.Int, Gen.Int[0, 3].Array[1, 80], Gen.Bool).Sample((seed, steps, flushes) =>
        {
            SimulatedDisk disk = new();
            Workload ofModel = new(seed, withTransient: false);
            Workload ofStorage = new(seed, withTransient: false);
            ServerState model = ServerState.Initial(StorageRun.Options(), NullLogger.Instance);
            Storage storage = StorageRun.Open(disk, flushes);
            try
            {
                foreach (int step in steps)
                {
                    ofModel.Change(model);
                    ofStorage.Change(storage.State);
                    if (step == 0)
                    {
                        string before = StateText.Of(storage.State);
                        storage.Dispose();
                        storage = StorageRun.Open(disk, flushes);
                        StateText.Of(storage.State).Should().Be(before);
                    }
                    else if (step == 1)
                    {
                        storage.Compactor.Compact();
                    }

                    StateText.Of(storage.State, withHashes: false).Should().Be(StateText.Of(model, withHashes: false));
                }
            }
            finally
            {
                storage.Dispose();
            }
        }, iter: 300);
}
