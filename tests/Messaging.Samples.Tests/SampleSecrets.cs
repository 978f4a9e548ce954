namespace Messaging.Samples.Tests;

/// <summary>What tests type into the pages of samples: nothing of it may be in what a sample prints. Thread-safe.</summary>
internal static class SampleSecrets
{
    /// <summary>What is typed into a field of a form: a password, or a name.</summary>
    public static void Type(string label, string value)
    {
        if (label.Contains("assword", StringComparison.Ordinal))
        {
            TestSecrets.Conceal(value);
        }
        else
        {
            TestSecrets.Disclose(value);
        }
    }

    /// <summary>The lines that show one of them, or a text that was sent to the sample's rooms, or whatever else no log may show.</summary>
    public static IReadOnlyList<string> FindIn(IReadOnlyCollection<string> lines) =>
        [.. lines.Where(line => TestSecrets.IsIn(line) || TestSecrets.OfAllTests?.FindIn([line]).Count > 0)];
}
