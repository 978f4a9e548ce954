namespace Messaging.TestKit.Fuzzing;

/// <summary>Adds up what a target was fed, and tells it: to the test's output, and to the file <c>MESSAGING_FUZZ_REPORT</c> if that is set.</summary>
public sealed class FuzzReport(string target)
{
    private static readonly Lock FileLock = new();

    public long Inputs { get; private set; }

    /// <summary>Inputs that were taken, as opposed to refused by the rule; of messages to a server, those that it answered, whatever the answer.</summary>
    public long Accepted { get; private set; }

    public void Count(bool isAccepted) => Count(1, isAccepted ? 1 : 0);

    public void Count(int inputs, int accepted)
    {
        Inputs += inputs;
        Accepted += accepted;
    }

    public void Publish()
    {
        string line = FormattableString.Invariant($"{target}\t{Inputs}\t{Accepted}\tseed {FuzzSettings.Seed}");
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        if (Environment.GetEnvironmentVariable("MESSAGING_FUZZ_REPORT") is { Length: > 0 } file)
        {
            lock (FileLock)
            {
                File.AppendAllText(file, line + "\n");
            }
        }
    }
}
