using System.Globalization;
using System.Runtime.InteropServices;

namespace Messaging.Benchmarks.Running;

/// <summary>What figures are good on, and nowhere else.</summary>
internal static class MachineDescription
{
    public static IReadOnlyDictionary<string, string> Read() => new OrderedDictionary<string, string>
    {
        ["CPU"] = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} x {ReadCpu()}"),
        ["Memory"] = string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024):0} GiB"),
        ["System"] = RuntimeInformation.OSDescription,
        ["Runtime"] = RuntimeInformation.FrameworkDescription,
        ["Network"] = "loopback, no TLS; client and server share the machine",
    };

    private static string ReadCpu()
    {
        const string Label = "model name";
        try
        {
            string? line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Label, StringComparison.Ordinal));
            return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
        }
        catch (IOException)
        {
            return RuntimeInformation.ProcessArchitecture.ToString();
        }
    }
}
