using System.Globalization;

namespace Messaging.LocalServer.Tests.Persistence.Kill;

/// <summary>
/// What a client was told survives kill -9 of the server's process, at random moments under load. The environment variable
/// MESSAGING_KILLS says how often (10 by default), MESSAGING_KILL_SEED where (random by default).
/// </summary>
public sealed class KillTests
{
    [Fact]
    public async Task Kill_AtRandomMomentsUnderLoad_LosesNothingThatWasConfirmed()
    {
        int kills = Setting("MESSAGING_KILLS", 10);
        int seed = Setting("MESSAGING_KILL_SEED", Random.Shared.Next());
        DirectoryInfo directory = Directory.CreateTempSubdirectory("messaging-kill-");
        try
        {
            TestContext.Current.SendDiagnosticMessage("seed {0}", seed);
            string report = await new KillRun(seed, directory.FullName).RunAsync(kills);
            TestContext.Current.TestOutputHelper!.WriteLine(report);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
