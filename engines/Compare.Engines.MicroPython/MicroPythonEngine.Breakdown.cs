using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Breakdown;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;
using Compare.Engines.MicroPython.Blocks;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <content>Where the memory is: a precise trace from the roots, and a walk over the tables.</content>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry>
{
    /// <inheritdoc/>
    /// <remarks>
    /// Live is what references reach; what only a number that looks like an address keeps is floating garbage, as are parts
    /// without an owner. Internal is what requests are rounded up to whole blocks by. Metadata are the tables of each area, its
    /// description and what is left between them and the blocks.
    /// </remarks>
    public MemoryBreakdown? ReadMemory()
    {
        if (Blocks.IsCollecting)
        {
            return null;
        }

        bool wasSupplied = Blocks.IsSupplied;
        using ObjectTrace trace = new();
        ReachRoots(trace);
        Trace(trace);
        (long floating, long rounding) = WeighObjects(trace);
        (FreeRuns free, long blocks, long metadata, long unreturnable) = WeighAreas();
        if (wasSupplied)
        {
            Blocks.Resupply();
        }

        return new()
        {
            CommittedBytes = CommittedBytes,
            LiveObjects = trace.Objects,
            LiveBytes = trace.RequestedBytes,
            FloatingBytes = floating,
            InternalBytes = rounding,
            ExternalBytes = free.TotalBytes,
            MetadataBytes = metadata,
            BlockBytes = blocks,
            UnreturnableBytes = unreturnable,
            FreeRunBytes = free.Bytes,
            LargestFreeRunBytes = free.LargestBytes,
        };
    }

    /// <summary>The roots of a collection.</summary>
    private void ReachRoots(ObjectTrace trace)
    {
        ReachVisitor visitor = new(this, trace);
        for (nint i = 0; i < _weaks.Count; i++)
        {
            if (_weaks[i].IsFinalize)
            {
                visitor.Reach(_weaks[i].Weak);
            }
        }

        for (nint i = _nextPending; i < _pending.Count; i++)
        {
            visitor.Reach(_pending[i].Weak);
        }

        visitor.Reach(_callbackLocal->Address);
        for (nint i = 0; i < _pinned.Count; i++)
        {
            visitor.Reach(_pinned[i]);
        }

        for (nint i = 0; i < _roots.Count; i++)
        {
            visitor.Reach(_roots[i].Address);
        }

        for (nint frame = InnermostFrame; frame != 0; frame = FrameChain.Previous(frame))
        {
            foreach (ObjectReference local in FrameChain.Locals(frame))
            {
                visitor.Reach(local.Address);
            }
        }
    }

    private void Trace(ObjectTrace trace)
    {
        ReachVisitor visitor = new(this, trace);
        while (trace.TryNext(out nint obj))
        {
            TypeInfo* info = Info(obj);
            trace.Objects++;
            trace.RequestedBytes += OwnBytes(obj, info);
            for (int part = 0; part < PartCount(info); part++)
            {
                trace.RequestedBytes += PartRequest(obj, info, part);
            }

            VisitReferences(obj, ref visitor);
        }
    }

    /// <summary>Weighs what the trace did not reach, and what all requests are rounded up by.</summary>
    private (long Floating, long Rounding) WeighObjects(ObjectTrace trace)
    {
        long floating = 0;
        long rounding = 0;
        using AddressSet owned = new();
        // Optimised at once: a young process would run it a million times before it noticed.
        VisitHeads([MethodImpl(MethodImplOptions.AggressiveOptimization)] (head, count, isPart) =>
        {
            if (isPart)
            {
                return;
            }

            TypeInfo* info = Info(head);
            long requested = OwnBytes(head, info);
            long cells = (long)count << TGeometry.BlockShift;
            for (int part = 0; part < PartCount(info); part++)
            {
                if (Part(head, info, part) is nint address and not 0 && owned.Add(address))
                {
                    requested += PartRequest(head, info, part);
                    cells += Blocks.BytesOf(address);
                }
            }

            rounding += cells - requested;
            floating += trace.HasReached(head) ? 0 : requested;
        });
        VisitHeads([MethodImpl(MethodImplOptions.AggressiveOptimization)] (head, count, isPart) =>
            floating += isPart && !owned.Contains(head) ? (long)count << TGeometry.BlockShift : 0);
        return (floating, rounding);
    }

    private (FreeRuns Free, long Blocks, long Metadata, long Unreturnable) WeighAreas()
    {
        FreeRuns free = new();
        long used = 0;
        long metadata = 0;
        long unreturnable = 0;
        for (Area* area = Blocks.First; area != null; area = area->Next)
        {
            long usedHere = 0;
            long freeBefore = free.TotalBytes;
            nint end = UsedEnd(area);
            for (nint block = 0; block < area->Blocks;)
            {
                // Behind the last used block all is free, and may be most of a large heap.
                bool isFree = block >= end || area->State(block) == 0;
                nint run = isFree ? area->CountFree(block, Math.Max(0, end - block)) : area->CountBlocks(block);
                run = isFree && block + run >= end ? area->Blocks - block : run;
                free.Add(isFree ? (long)run << TGeometry.BlockShift : 0);
                usedHere += isFree ? 0 : (long)run << TGeometry.BlockShift;
                block += run;
            }

            used += usedHere;
            unreturnable += usedHere > 0 ? free.TotalBytes - freeBefore : 0;
            metadata += area->Pool - area->Start + (area->Start + area->Bytes - (area->Pool + area->PoolBytes));
        }

        return (free, used, metadata, unreturnable);
    }

    /// <summary>Bytes that were asked for an object's own blocks.</summary>
    private nint OwnBytes(nint obj, TypeInfo* info) => info->FixedBytes
        + (info->Elements != ElementKind.None && info->HasElementsAside == 0 ? ElementsBytes(info, Length(obj)) : 0);

    /// <summary>Bytes that were asked for a part; 0 for one that is not there.</summary>
    private nint PartRequest(nint obj, TypeInfo* info, int part) => Part(obj, info, part) == 0 ? 0
        : part > 0 ? PartBytes(obj, info, part - 1)
        : info->HasTable != 0 ? info->TableBytes : ElementsBytes(info, Length(obj));

    private readonly struct ReachVisitor(MicroPythonEngine<TProbe, TGeometry> engine, ObjectTrace trace) : ISlotVisitor
    {
        public void Visit(nint slot) => Reach(engine.Read(slot));

        /// <summary>Notes an object of the heap: not a number, nor one whose area was given back with it.</summary>
        public void Reach(nint address)
        {
            if (address != 0 && engine.Blocks.BytesOf(address) > 0)
            {
                trace.Reach(address);
            }
        }
    }
}
