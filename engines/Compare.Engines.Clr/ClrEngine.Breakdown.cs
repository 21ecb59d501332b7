using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Clr;

/// <content>What the host tells of where its memory is.</content>
public sealed unsafe partial class ClrEngine
{
    /// <inheritdoc/>
    /// <remarks>
    /// The host describes its last collection and not the present, and of the terms only what it commits and the free bytes
    /// between
    /// objects. What is live, rounded up or kept for itself it does not tell.
    /// </remarks>
    public MemoryBreakdown? ReadMemory()
    {
        GCMemoryInfo info = GC.GetGCMemoryInfo(GCKind.Any);
        return info.Index == 0 ? null : new()
        {
            CommittedBytes = info.TotalCommittedBytes,
            UnreturnableBytes = info.FragmentedBytes,
        };
    }
}
