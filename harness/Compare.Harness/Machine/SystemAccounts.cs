using System.Runtime.InteropServices;

namespace Compare.Harness.Machine;

/// <summary>Asks the system for its accounts; Windows keeps none of child processes.</summary>
public sealed class SystemAccounts : IProcessAccounts
{
    private const int OfChildren = -1; // RUSAGE_CHILDREN
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerMicrosecond = 1000;

    /// <inheritdoc/>
    public ProcessUsage? Children()
    {
        if (!(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()) || !Environment.Is64BitProcess)
        {
            return null;
        }

        ResourceUsage usage = default;
        return GetResourceUsage(OfChildren, ref usage) == 0
            ? new ProcessUsage(
                Nanoseconds(usage.UserSeconds, usage.UserMicroseconds)
                    + Nanoseconds(usage.SystemSeconds, usage.SystemMicroseconds),
                usage.MajorFaults,
                usage.InvoluntarySwitches)
            : null;
    }

    /// <inheritdoc/>
    public long OwnCpuNs() => Environment.CpuUsage.TotalTime.Ticks * TimeSpan.NanosecondsPerTick;

    // macOS has 32 bits of microseconds and leaves the rest of the word undefined.
    private static long Nanoseconds(long seconds, long microseconds) =>
        (seconds * NanosecondsPerSecond) + ((int)microseconds * NanosecondsPerMicrosecond);

    [DllImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetResourceUsage(int who, ref ResourceUsage usage);

    // struct rusage of 64-bit Linux and macOS: two times of two words, then fourteen words.
    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceUsage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
        public long PeakResident;
        public long SharedText;
        public long UnsharedData;
        public long UnsharedStack;
        public long MinorFaults;
        public long MajorFaults;
        public long Swaps;
        public long BlocksIn;
        public long BlocksOut;
        public long MessagesSent;
        public long MessagesReceived;
        public long Signals;
        public long VoluntarySwitches;
        public long InvoluntarySwitches;
    }
}
