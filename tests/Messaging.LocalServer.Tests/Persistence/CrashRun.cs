using Messaging.LocalServer.Persistence;
using Messaging.LocalServer.Tests.Persistence.Disk;

namespace Messaging.LocalServer.Tests.Persistence;

/// <summary>The states that a server went through, and which of them was the last that somebody could know of.</summary>
internal sealed class CrashRun(SimulatedDisk disk)
{
    public SimulatedDisk Disk { get; } = disk;

    public List<string> States { get; } = [];

    public int Confirmed { get; private set; } = -1;

    public void Add(ServerState state) => States.Add(StateText.Of(state));

    public void Confirm() => Confirmed = States.Count - 1;

    /// <summary>Checks that what was recovered is a state that the server was in, and not one before that of which somebody knew.</summary>
    public void ShouldBeAmong(string recovered, int first, int operation)
    {
        if (Confirmed < 0)
        {
            // It never started: whatever was begun counts for nothing, and the accounts have new salts.
            return;
        }

        States.Skip(first).Should().Contain(recovered, "of {0} states, from the state {1} on, after the operation {2}", States.Count, first, operation);
    }
}
