using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Workloads;

namespace Compare.Worker;

/// <summary>One run of a workload as a program for an engine.</summary>
internal sealed class WorkloadProgram(IWorkload workload, WorkloadRun run) : IHeapProgram
{
    /// <summary>The answer of the last run.</summary>
    public ulong Checksum { get; private set; }

    /// <inheritdoc/>
    public void Run<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        Checksum = workload.Run<THeap, TRef>(heap, run);
}
