using System.Diagnostics;
using System.Globalization;
using Compare.Harness.Execution;

namespace Compare.Worker;

/// <summary>The clocks and accounts that the system keeps of this process.</summary>
internal static class ProcessClock
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Wall clock, ns, on the scale of the events.</summary>
    public static long WallNanoseconds() => ToNanoseconds(Stopwatch.GetTimestamp());

    /// <summary>CPU time of all threads, user and system, ns.</summary>
    public static long CpuNanoseconds()
    {

        return Environment.CpuUsage.TotalTime.Ticks * TimeSpan.NanosecondsPerTick;
    }

    /// <summary>From the moment at which the harness started this process to a moment on the wall clock; null when nobody said.</summary>
    public static long? SinceStart(long wallNanoseconds) =>
        long.TryParse(
            Environment.GetEnvironmentVariable(ProcessRunner.StartVariable), NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            ? wallNanoseconds - ToNanoseconds(ticks)
            : null;

    /// <summary>Peak resident set of this process, bytes.</summary>
    public static long? PeakResidentBytes()
    {
        if (!OperatingSystem.IsLinux())
        {
            using Process process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64 is > 0 and long peak ? peak : null;
        }

        string? line = File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        string? number = line?["VmHWM:".Length..].Trim().Split(' ')[0];
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long kibibytes) ? kibibytes << 10 : null;
    }

    private static long ToNanoseconds(long ticks) =>
        Stopwatch.Frequency == NanosecondsPerSecond ? ticks : (long)(ticks * ((double)NanosecondsPerSecond / Stopwatch.Frequency));
}
