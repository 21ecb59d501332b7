using System.Diagnostics;
using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Events;

namespace Compare.Engines.Heap.Events;

/// <summary>The wall and CPU clocks of events, in nanoseconds.</summary>
public static partial class GcClock
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>CLOCK_THREAD_CPUTIME_ID of Linux.</summary>
    private const int ThreadCpuClock = 3;

    /// <summary>Reads the wall clock, on the scale of <see cref="Stopwatch.GetTimestamp"/>.</summary>
    /// <returns>Nanoseconds since some fixed moment.</returns>
    public static long Wall() => Stopwatch.Frequency == NanosecondsPerSecond
        ? Stopwatch.GetTimestamp()
        : (long)((Int128)Stopwatch.GetTimestamp() * NanosecondsPerSecond / Stopwatch.Frequency);

    /// <summary>Reads the CPU time of the calling thread.</summary>
    /// <returns>Nanoseconds, or <see cref="GcEvent.Unknown"/> where the system does not say.</returns>
    public static long ThreadCpu()
    {
        if (!OperatingSystem.IsLinux() || ReadClock(ThreadCpuClock, out Timespec time) != 0)
        {
            return GcEvent.Unknown;
        }

        return (time.Seconds * NanosecondsPerSecond) + time.Nanoseconds;
    }

    /// <summary>Computes a difference of two readings of <see cref="ThreadCpu"/>.</summary>
    /// <param name="start">The earlier reading.</param>
    /// <returns>Nanoseconds since then, or <see cref="GcEvent.Unknown"/>.</returns>
    public static long ThreadCpuSince(long start) =>
        start == GcEvent.Unknown ? GcEvent.Unknown : ThreadCpu() - start;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial int ReadClock(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
