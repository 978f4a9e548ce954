using System.Globalization;

namespace Messaging.Benchmarks.Measuring;

/// <summary>CPU time of the whole machine, in microseconds, as <c>/proc/stat</c> has it.</summary>
/// <param name="Busy">In which any process ran.</param>
/// <param name="Idle">In which none did.</param>
/// <param name="Stolen">That the host gave to other machines.</param>
internal readonly record struct MachineCpu(double Busy, double Idle, double Stolen)
{
    private const double MicrosecondsPerTick = 10_000;
    private const int FirstNumber = 1;
    private const int IdleField = 3;
    private const int IoWaitField = 4;
    private const int StealField = 7;

    public static MachineCpu Read() => Parse(File.ReadLines("/proc/stat").First());

    /// <summary>Reads the first line of <c>/proc/stat</c>: user, nice, system, idle, iowait, irq, softirq, steal.</summary>
    public static MachineCpu Parse(string line)
    {
        double[] fields =
        [
            .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[FirstNumber..]
                .Take(StealField + 1)
                .Select(field => double.Parse(field, CultureInfo.InvariantCulture) * MicrosecondsPerTick),
        ];
        double idle = fields[IdleField] + fields[IoWaitField];
        return new MachineCpu(fields.Sum() - idle - fields[StealField], idle, fields[StealField]);
    }

    public static MachineCpu operator -(MachineCpu later, MachineCpu earlier) =>
        new(later.Busy - earlier.Busy, later.Idle - earlier.Idle, later.Stolen - earlier.Stolen);
}
