namespace Compare.Harness.Machine;

/// <summary>What the kernel charged to processes (getrusage(2)).</summary>
/// <param name="CpuNs">CPU time, user and system, ns.</param>
/// <param name="MajorFaults">Page faults that waited for a disk.</param>
/// <param name="InvoluntarySwitches">Times that a thread was taken off a processor although it could go on.</param>
public readonly record struct ProcessUsage(long CpuNs, long MajorFaults, long InvoluntarySwitches)
{
    /// <summary>What was charged since an earlier moment.</summary>
    /// <param name="before">The account then.</param>
    public ProcessUsage Since(ProcessUsage before) =>
        new(CpuNs - before.CpuNs, MajorFaults - before.MajorFaults, InvoluntarySwitches - before.InvoluntarySwitches);
}
