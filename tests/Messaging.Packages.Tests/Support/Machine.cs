namespace Messaging.Packages.Tests.Support;

/// <summary>What the machine has to have.</summary>
internal static class Machine
{
    /// <summary>Ends the test, as skipped or as failed, when a program is not there.</summary>
    public static void MustHave(string program, string why)
    {
        if (Executables.Find(program) is null)
        {
            TestRequirements.SkipOrFail($"There is no {program} on this machine, and {why}.");
        }
    }
}
