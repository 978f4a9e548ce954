using System.Globalization;

namespace Messaging.TestKit.Fuzzing;

/// <summary>How much and with which seed: little and always the same by default, more and others by environment variables.</summary>
public static class FuzzSettings
{
    /// <summary>The seed: <c>MESSAGING_FUZZ_SEED</c>, or 20 if that is not set.</summary>
    public static int Seed { get; } = Number("MESSAGING_FUZZ_SEED") ?? 20;

    /// <summary>How many times as many inputs as in a usual run: <c>MESSAGING_FUZZ_FACTOR</c>, or 1 if that is not set.</summary>
    public static int Factor { get; } = Number("MESSAGING_FUZZ_FACTOR") ?? 1;

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
