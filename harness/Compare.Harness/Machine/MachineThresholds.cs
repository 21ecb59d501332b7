using Compare.Harness.Statistics.Verdicts;

namespace Compare.Harness.Machine;

/// <summary>
/// The limits above which an invocation is flagged as disturbed. A flag is no judgement: nothing is left out because of it.
/// </summary>
/// <remarks>
/// What stops the worker itself is limited to a share of its time that could move a result by half the default tolerance of
/// verdicts (<see cref="VerdictRule.DefaultTolerance"/>), the least difference that is ever called better or worse. What only
/// makes such a stop likely has wider limits: conventions of this tool, not taken from the literature.
/// </remarks>
public static class MachineThresholds
{
    /// <summary>Most steal time, as a share of the elapsed time: half the default tolerance.</summary>
    public const double StealShare = VerdictRule.DefaultTolerance / 2;

    /// <summary>
    /// Most time in which some task waited for memory, as a share of the elapsed time: half the default tolerance.
    /// </summary>
    public const double MemoryPressureShare = VerdictRule.DefaultTolerance / 2;

    /// <summary>
    /// Most time in which some task waited for a disk, as a share of the elapsed time: a convention. Loading programs waits for
    /// the
    /// disk before anything is measured.
    /// </summary>
    public const double DiskPressureShare = 0.1;

    /// <summary>
    /// Most time in which some task waited for a processor, as a share of the elapsed time: a convention. The worker's own
    /// threads
    /// wait for each other while its code is compiled, so that some is always there.
    /// </summary>
    public const double CpuPressureShare = 0.2;

    /// <summary>Most CPU time of other processes, as a share of all processors' time: a convention.</summary>
    public const double OtherCpuShare = 0.1;

    /// <summary>
    /// Most involuntary context switches for a second of the worker's CPU time: a convention. One every 4 ms is what a thread
    /// suffers that shares its processor with another one all the time (a tick of the kernel at 250 Hz).
    /// </summary>
    public const double SwitchesPerCpuSecond = 250;

    /// <summary>Most that the fastest processor's clock may stay behind the median of the run: a convention.</summary>
    public const double SlowClockShare = 0.05;
}
