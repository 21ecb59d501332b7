using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Heap.Breakdown;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Arenas;
using Compare.Engines.PyPy.Collector;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>Where the memory is: a trace from the roots, and a walk over nursery, pages and raw-allocated objects.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    /// <inheritdoc/>
    /// <remarks>
    /// Storage counts with what was asked for its owner; so does memory outside the heap. Internal is what requests are rounded
    /// up to words and to the least size in the nursery by. Metadata are headers and ends of pages, ends of arenas, cards, and
    /// shadows: the places kept for young objects whose identity was asked. Free room of the nursery is free memory. Memory
    /// outside the heap is neither young nor old.
    /// </remarks>
    public MemoryBreakdown ReadMemory()
    {
        using ObjectTrace trace = new();
        ReachRoots(trace);
        long oldLive = Trace(trace);
        (long floating, long oldFloating, long rounding, long own) = WeighObjects(trace);
        floating += OutsideBytes(trace, isReached: false);
        ArenaWeights arenas = _arenas.Weigh();
        AddNursery(arenas.Free);
        return new()
        {
            CommittedBytes = CommittedBytes,
            LiveObjects = trace.Objects,
            LiveBytes = trace.RequestedBytes + OutsideBytes(trace, isReached: true),
            FloatingBytes = floating,
            OldLiveBytes = oldLive,
            OldFloatingBytes = oldFloating,
            InternalBytes = rounding,
            ExternalBytes = arenas.Free.TotalBytes,
            MetadataBytes = arenas.MetadataBytes + own,
            BlockBytes = arenas.UsedBytes + NurseryUsedBytes + _rawBytes + _outsideBytes,
            UnreturnableBytes = arenas.UnreturnableBytes,
            FreeRunBytes = arenas.Free.Bytes,
            LargestFreeRunBytes = arenas.Free.LargestBytes,
        };
    }

    /// <summary>A shadow has no content until its object moves there.</summary>
    private static bool IsShadow(ulong header, GcShape* shape) => (header & HeaderFlags.Part) != 0 && shape->IsPart == 0;

    private static nint RequestedBytes(nint obj, GcShape* shape) =>
        shape->ItemBytes == 0 ? shape->FixedBytes : ObjectHeader.UnroundedSize(shape, ObjectHeader.Length(obj, shape));

    private void ReachRoots(ObjectTrace trace)
    {
        for (nint frame = InnermostFrame; frame != 0; frame = FrameChain.Previous(frame))
        {
            foreach (ObjectReference local in FrameChain.Locals(frame))
            {
                trace.Reach(local.Address);
            }
        }

        for (nint i = 0; i < _roots.Count; i++)
        {
            trace.Reach(_roots[i].Address);
        }

        for (int i = 0; i < OwnRoots; i++)
        {
            trace.Reach(_ownRoots[i].Address);
        }

        for (nint i = _nextToFinalize; i < _toFinalize.Count; i++)
        {
            trace.Reach(_toFinalize[i]);
        }
    }

    /// <summary>A pinned object stays in the nursery and is young for as long.</summary>
    private bool IsOld(nint obj, ulong header) => !IsInNursery(obj) && (header & HeaderFlags.YoungRaw) == 0;

    /// <summary>Looks at all that was reached.</summary>
    /// <returns>Bytes that were asked for old objects.</returns>
    private long Trace(ObjectTrace trace)
    {
        long old = 0;
        while (trace.TryNext(out nint obj))
        {
            ulong header = ObjectHeader.Of(obj);
            GcShape* shape = ShapeOf(header);
            trace.Objects += HeaderFlags.CountOf(header);
            nint requested = RequestedBytes(obj, shape);
            trace.RequestedBytes += requested;
            old += IsOld(obj, header) ? requested : 0;
            for (int i = 0; i < shape->References; i++)
            {
                trace.Reach(ObjectHeader.Field(obj, i));
            }

            long length = shape->ItemReferences == 0 ? 0 : ObjectHeader.Length(obj, shape);
            nint* item = (nint*)(obj + shape->FixedBytes);
            for (; length > 0; length--, item = (nint*)((nint)item + shape->ItemBytes))
            {
                for (int i = 0; i < shape->ItemReferences; i++)
                {
                    trace.Reach(item[i]);
                }
            }
        }

        return old;
    }

    /// <summary>Weighs what the trace did not reach, what all requests are rounded up by, and what the collector adds to
    /// objects.</summary>
    private (long Floating, long OldFloating, long Rounding, long Own) WeighObjects(ObjectTrace trace)
    {
        long floating = 0;
        long oldFloating = 0;
        long rounding = 0;
        long own = 0;
        // Optimised at once: a young process would run it a million times before it noticed.
        VisitObjects([MethodImpl(MethodImplOptions.AggressiveOptimization)] (obj, space) =>
        {
            ulong header = ObjectHeader.Of(obj);
            GcShape* shape = ShapeOf(header);
            long cell = space == NurserySpace ? SizeInNursery(obj) : ObjectHeader.Size(obj, shape);
            if (IsShadow(header, shape))
            {
                own += cell;
                return;
            }

            long requested = RequestedBytes(obj, shape);
            rounding += cell - requested;
            long dead = trace.HasReached(obj) ? 0 : requested;
            floating += dead;
            oldFloating += IsOld(obj, header) ? dead : 0;
            own += CardBytes(obj, shape, header);
        });
        return (floating, oldFloating, rounding, own);
    }

    /// <summary>Weighs memory outside the heap, which the destructor of its object frees.</summary>
    private long OutsideBytes(ObjectTrace trace, bool isReached)
    {
        long sum = 0;
        foreach (UnmanagedList<nint> list in (ReadOnlySpan<UnmanagedList<nint>>)[_youngWithDestructor, _oldWithDestructor])
        {
            foreach (nint obj in list.AsSpan())
            {
                sum += trace.HasReached(obj) == isReached ? RawBytes(obj, ShapeOf(ObjectHeader.Of(obj))) : 0;
            }
        }

        return sum;
    }

    /// <summary>Adds what lies between the filled runs of the nursery and the pinned objects in it, and behind them.</summary>
    private void AddNursery(FreeRuns free)
    {
        List<NurseryRun> taken = TakenRuns();
        nint end = _nursery;
        foreach (NurseryRun run in taken)
        {
            free.Add(Math.Max(0, run.Start - end));
            end = Math.Max(end, run.Start + run.Bytes);
        }

        free.Add(_nursery + _nurseryMapping - end);
    }

    /// <summary>Finds what of the nursery is taken: the filled runs, the one that is being filled, and pinned objects.</summary>
    /// <returns>Runs in address order.</returns>
    private List<NurseryRun> TakenRuns()
    {
        List<NurseryRun> taken = [.. _filledRuns.AsSpan(), new(_runStart, NurseryFree - _runStart)];
        foreach (nint pinned in _survivingPinned.AsSpan())
        {
            taken.Add(new(pinned, SizeInNursery(pinned)));
        }

        taken.Sort((left, right) => left.Start.CompareTo(right.Start));
        return taken;
    }
}
