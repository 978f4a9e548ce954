namespace Messaging.Benchmarks.Measuring;

/// <summary>CPU time, in microseconds.</summary>
/// <param name="User">In the program.</param>
/// <param name="Kernel">In the kernel on its behalf.</param>
internal readonly record struct CpuTime(double User, double Kernel)
{
    public double Total => User + Kernel;

    public static CpuTime operator -(CpuTime later, CpuTime earlier) => new(later.User - earlier.User, later.Kernel - earlier.Kernel);

    public static CpuTime operator /(CpuTime time, double operations) => new(time.User / operations, time.Kernel / operations);
}
