using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Workloads;

namespace Compare.Workloads.Tests.Support;

/// <summary>Runs a workload on whatever heap it is given, and counts the managed bytes that the run allocates.</summary>
internal sealed class WorkloadProgram(IWorkload workload, WorkloadRun run) : IHeapProgram
{
    public ulong Checksum { get; private set; }

    public long ManagedBytes { get; private set; }

    public int RootsLeft { get; private set; }

    public void Run<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Checksum = workload.Run<THeap, TRef>(heap, run);
        ManagedBytes = GC.GetAllocatedBytesForCurrentThread() - before;
        RootsLeft = heap.RootCount;
    }
}
