using System.Globalization;
using System.Runtime.InteropServices;

namespace Compare.Harness.Machine.Counters;

/// <summary>The counters of Linux, through perf_event_open(2). Other systems have none that need no driver.</summary>
/// <param name="files">The files of the system.</param>
public sealed class LinuxPerformanceEvents(ISystemFiles files) : IPerformanceEvents
{
    private const int NoSuchEntry = 2;
    private const int NoSuchThread = 3;
    private const int TooManyFiles = 24;
    private const int NotImplemented = 38;
    private const int CloseOnExec = 8; // PERF_FLAG_FD_CLOEXEC
    private const int AnyProcessor = -1;
    private const int NoGroup = -1;
    private const int MostParanoia = 2;

    private static readonly int[] s_refused = [1, 13]; // EPERM, EACCES
    private static readonly int[] s_notThere = [NoSuchEntry, 19, 95]; // ENOENT, ENODEV, EOPNOTSUPP

    /// <inheritdoc/>
    public IReadOnlyList<int> Threads() =>
    [
        .. files.Entries("proc/self/task").Select(name =>
            int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int thread) ? thread : 0)
            .Where(thread => thread > 0),
    ];

    /// <inheritdoc/>
    public int Open(HardwareCounter counter, int thread)
    {
        if (SystemCallNumber() is not { } number)
        {
            return -NotImplemented;
        }

        PerformanceEventAttributes attributes = new()
        {
            Type = counter.Type,
            Size = PerformanceEventAttributes.Length,
            Config = counter.Config,
            ReadFormat = PerformanceEventAttributes.WithTimes,
            Flags = PerformanceEventAttributes.InheritedUserSpace,
        };
        nint handle = SystemCall(number, ref attributes, thread, AnyProcessor, NoGroup, CloseOnExec);
        return handle >= 0 ? (int)handle : -Marshal.GetLastPInvokeError();
    }

    /// <inheritdoc/>
    public CounterReading? Read(int handle)
    {
        CounterReading reading = default;
        int length = Marshal.SizeOf<CounterReading>();
        return ReadFile(handle, ref reading, length) == length ? reading : null;
    }

    /// <inheritdoc/>
    public void Close(int handle) => _ = CloseFile(handle);

    /// <inheritdoc/>
    public string Describe(int error) => error switch
    {
        _ when s_refused.Contains(error) => Refused(),
        _ when s_notThere.Contains(error) => "the processor, or the virtual machine, does not have it",
        NoSuchThread => "the thread has ended",
        TooManyFiles => "the process has too many open files",
        NotImplemented => "the system has no perf_event_open",
        _ => $"perf_event_open failed: {Marshal.GetPInvokeErrorMessage(error)}",
    };

    private string Refused() => files.Text("proc/sys/kernel/perf_event_paranoid") is { } paranoia
        ? $"the kernel does not permit it: kernel.perf_event_paranoid is {paranoia}, at most {MostParanoia} is needed"
        : "the kernel does not permit it";

    private static nint? SystemCallNumber() =>
        !OperatingSystem.IsLinux() ? null : RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 298,
            Architecture.Arm64 => 241,
            _ => null,
        };

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint SystemCall(
        nint number, ref PerformanceEventAttributes attributes, nint thread, nint processor, nint group, nint flags);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint ReadFile(int handle, ref CounterReading reading, nint length);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CloseFile(int handle);
}
