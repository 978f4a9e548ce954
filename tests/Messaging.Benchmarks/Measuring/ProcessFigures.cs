using System.Globalization;

namespace Messaging.Benchmarks.Measuring;

/// <summary>What the kernel says of a process.</summary>
internal static class ProcessFigures
{
    private const double MicrosecondsPerTick = 10_000;
    private const int UserField = 11;
    private const int KernelField = 12;

    /// <summary>The CPU time of a process, to a hundredth of a second.</summary>
    public static CpuTime CpuOf(int processId)
    {
        if (processId == Environment.ProcessId)
        {
            Environment.ProcessCpuUsage own = Environment.CpuUsage;
            return new CpuTime(own.UserTime.TotalMicroseconds, own.PrivilegedTime.TotalMicroseconds);
        }

        // The name, in parentheses, may have spaces: what follows it is counted.
        string line = File.ReadAllText($"/proc/{processId}/stat");
        string[] fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return new CpuTime(
            double.Parse(fields[UserField], CultureInfo.InvariantCulture) * MicrosecondsPerTick,
            double.Parse(fields[KernelField], CultureInfo.InvariantCulture) * MicrosecondsPerTick);
    }

    /// <summary>The bytes that a process has in memory.</summary>
    public static long ResidentBytesOf(int processId)
    {
        const string Label = "VmRSS:";
        string line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith(Label, StringComparison.Ordinal));
        return long.Parse(line[Label.Length..^"kB".Length], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) * 1024;
    }
}
