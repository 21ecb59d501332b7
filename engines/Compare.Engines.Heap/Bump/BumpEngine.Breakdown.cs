using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Maps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Breakdown;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Heap.Bump;

/// <content>Where the memory is: a trace from the roots, and a walk over the spaces.</content>
public abstract unsafe partial class BumpEngine
{
    /// <inheritdoc/>
    /// <remarks>
    /// Internal is what elements and indexes are rounded up by. There is no metadata in the spaces: each object has its header,
    /// which
    /// belongs to what was asked for it.
    /// </remarks>
    public MemoryBreakdown ReadMemory()
    {
        using ObjectTrace trace = new();
        ReachRoots(trace);
        Trace(trace);
        long floating = 0;
        long rounding = 0;
        long blocks = 0;
        long unreturnable = 0;
        FreeRuns free = new();
        foreach (BumpSpace space in Spaces())
        {
            for (nint obj = space.Start; obj < space.UsedEnd; obj += BumpObject.Size(obj))
            {
                long requested = RequestedBytes(obj);
                rounding += BumpObject.Size(obj) - requested;
                floating += trace.HasReached(obj) ? 0 : requested;
            }

            bool hasObjects = space.UsedEnd > space.Start;
            free.Add(space.FreeBytes);
            blocks += hasObjects ? space.End - space.Start : 0;
            unreturnable += hasObjects ? space.FreeBytes : 0;
        }

        return new()
        {
            CommittedBytes = Statistics.CommittedBytes ?? 0,
            LiveObjects = trace.Objects,
            LiveBytes = trace.RequestedBytes,
            FloatingBytes = floating,
            InternalBytes = rounding,
            ExternalBytes = free.TotalBytes,
            MetadataBytes = 0,
            BlockBytes = blocks,
            UnreturnableBytes = unreturnable,
            FreeRunBytes = free.Bytes,
            LargestFreeRunBytes = free.LargestBytes,
        };
    }

    /// <inheritdoc/>
    public abstract bool DescribeMap(IHeapMap map);

    /// <summary>Gets all mapped memory of the heap.</summary>
    /// <returns>The spaces.</returns>
    protected abstract IEnumerable<BumpSpace> Spaces();

    /// <summary>Notes what the engine itself holds for the program.</summary>
    /// <param name="trace">The trace.</param>
    protected virtual void ReachOwnRoots(ObjectTrace trace)
    {
    }

    /// <summary>Offers the heap for a look.</summary>
    /// <param name="moment">What happens.</param>
    protected void Offer(SampleMoment moment) => Options.Sampled?.Invoke(moment);

    private static void Trace(ObjectTrace trace)
    {
        while (trace.TryNext(out nint obj))
        {
            BumpTypeInfo* info = BumpObject.Info(obj);
            trace.Objects += 1 - info->IsBuffer;
            trace.RequestedBytes += RequestedBytes(obj);
            for (int i = 0; i < info->TracedFields; i++)
            {
                trace.Reach(BumpObject.Field(obj, i));
            }

            if (info->Elements != ElementKind.References)
            {
                continue;
            }

            int references = BumpObject.Length(obj) * (info->IsBuffer != 0 ? info->Items.References : 1);
            for (int i = 0; i < references; i++)
            {
                trace.Reach(info->IsBuffer != 0
                    ? BumpObject.ItemReference(obj, info, i)
                    : ((nint*)BumpObject.Elements(obj, info))[i]);
            }
        }
    }

    /// <summary>Gets the bytes of an object before they are rounded up to slots.</summary>
    private static long RequestedBytes(nint obj)
    {
        BumpTypeInfo* info = BumpObject.Info(obj);
        if (info->Elements == ElementKind.None)
        {
            return info->FixedBytes;
        }

        long elements = info->IsBuffer != 0 ? BumpObject.HashOrCapacity(obj) : BumpObject.Length(obj);
        return info->FixedBytes + (elements * info->ElementBytes) + (info->IsTable != 0 ? BumpObject.IndexBytes(obj) : 0);
    }

    private void ReachRoots(ObjectTrace trace)
    {
        for (nint frame = InnermostFrame; frame != 0; frame = FrameChain.Previous(frame))
        {
            foreach (ObjectReference local in FrameChain.Locals(frame))
            {
                trace.Reach(local.Address);
            }
        }

        for (int i = 0; i < RootCount; i++)
        {
            trace.Reach(Roots[i].Address);
        }

        ReachOwnRoots(trace);
    }
}
