using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Messaging.Performance.Tests.Measuring;

/// <summary>Compares what was measured with its limit, and says both.</summary>
internal static class AllocationGate
{
    /// <summary>Whether the product was built without optimisation.</summary>
    private static readonly bool IsDebug =
        typeof(IChatRoom).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true;

    /// <summary>Fails when a figure is above its limit.</summary>
    /// <param name="what">What was measured, with its unit.</param>
    /// <param name="measured">The figure.</param>
    /// <param name="limit">Its limit in an optimised build.</param>
    public static void Hold(string what, double measured, double limit)
    {
        double applied = IsDebug ? limit * AllocationLimits.DebugAllowance : limit;
        string line = string.Create(
            CultureInfo.InvariantCulture, $"{what}: {measured:N2}, limit {applied:N2}{(IsDebug ? $" (a debug build; {limit:N2} otherwise)" : "")}");
        TestContext.Current.TestOutputHelper!.WriteLine(line);
        TestContext.Current.SendDiagnosticMessage(line);
        measured.Should().BeLessThanOrEqualTo(applied, $"of '{line}'");
    }
}
