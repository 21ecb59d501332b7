using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.CPython.Cycles;
using Compare.Engines.CPython.Objects;
using Compare.Engines.CPython.Obmalloc;
using Compare.Engines.Heap.Breakdown;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>Where the memory is: a trace from the roots, one from the collector's lists, and a walk over arenas and
/// pools.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    /// <summary>Objects that were made immortal: they stay when nothing refers to them.</summary>
    private readonly UnmanagedList<nint> _immortals = new();

    /// <summary>The object whose allocation collects (up to 3.11): it has its memory and nothing refers to it; 0 for
    /// none.</summary>
    private nint _unmade;

    /// <summary>Gets a value indicating whether a trace finds every object: nothing is dying and no callback waits or
    /// runs.</summary>
    private bool IsQuiet => _trashcanBudget == _profile.TrashcanBudget && _callbacks.Count == 0 && _waiting == 0 && !ReleasesItems;

    /// <inheritdoc/>
    /// <remarks>
    /// <para>The pools know sizes and not objects, so garbage is found from the collector's lists: an unreachable object that is
    /// still
    /// there is in a cycle, or one leads to it. What waits in free lists is free memory.</para>
    /// <para>Internal is what requests are rounded up to size classes by, and what the first instances of a class get beyond the
    /// later
    /// ones. Metadata are the headers of pools, their ends where no block fits, and what arenas lose by their alignment. Objects
    /// that
    /// all share lie outside and count nowhere. The bytes of an object that is being made are live; it is not counted yet.</para>
    /// </remarks>
    public MemoryBreakdown? ReadMemory()
    {
        if (!IsQuiet)
        {
            return null;
        }

        using ObjectTrace trace = new();
        IgnoreShared(trace);
        ReachRoots(trace);
        long rounding = Trace(trace) + AddUnmade(trace);
        long liveObjects = trace.Objects;
        long live = trace.RequestedBytes;
        ReachTracked(trace);
        rounding += Trace(trace);
        PoolWeights pools = PoolWeights.Of(ref _pools.Arenas);
        AddFreeLists(pools.Free);
        return new()
        {
            CommittedBytes = CommittedBytes,
            LiveObjects = liveObjects,
            LiveBytes = live,
            FloatingBytes = trace.RequestedBytes - live,
            InternalBytes = rounding,
            ExternalBytes = pools.Free.TotalBytes,
            MetadataBytes = pools.MetadataBytes,
            BlockBytes = pools.UsedBytes + _systemBlocks.Bytes,
            UnreturnableBytes = pools.UnreturnableBytes,
            FreeRunBytes = pools.Free.Bytes,
            LargestFreeRunBytes = pools.Free.LargestBytes,
        };
    }

    /// <summary>Offers the heap for a look, unless one could not describe it now.</summary>
    private void Offer(SampleMoment moment)
    {
        if (_options.Sampled is { } sampled && IsQuiet)
        {
            sampled(moment);
        }
    }

    /// <summary>Makes an object describable whose allocation collects; what is written here is written again when it is
    /// made.</summary>
    private void BeginMaking(nint obj, TypeInfo* info, int length)
    {
        _unmade = obj;
        ObjectLayout.SetHeader(obj, info);
        InitializeSpecial(obj, info);
        if (info->Elements != Abstractions.Types.ElementKind.None)
        {
            ObjectLayout.Length(obj) = length;
        }
    }

    private long AddUnmade(ObjectTrace trace)
    {
        if (_unmade == 0)
        {
            return 0;
        }

        long requested = RequestedInAll(_unmade, ObjectLayout.Type(_unmade));
        trace.RequestedBytes += requested;
        return OccupiedBytes(_unmade) - requested;
    }

    private void IgnoreShared(ObjectTrace trace)
    {
        for (int type = 0; type < _types.Count; type++)
        {
            nint shared = _types.Info(type)->Shared;
            for (int i = 0; shared != 0 && i < SharedSlots; i++)
            {
                if (((nint*)shared)[i] is nint obj and not 0)
                {
                    trace.Ignore(obj);
                }
            }
        }
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

        for (nint i = 0; i < _roots.Count; i++)
        {
            trace.Reach(_roots[i].Address);
        }

        foreach (nint kept in _garbage.AsSpan())
        {
            trace.Reach(kept);
        }

        foreach (nint immortal in _immortals.AsSpan())
        {
            trace.Reach(immortal);
        }
    }

    private void ReachTracked(ObjectTrace trace)
    {
        for (int list = 0; list <= PermanentGeneration; list++)
        {
            nint head = Generation(list);
            for (nint header = GcHeader.Next(head); header != head; header = GcHeader.Next(header))
            {
                trace.Reach(GcHeader.Object(header));
            }
        }
    }

    /// <summary>Looks at all that was reached.</summary>
    /// <returns>Bytes of its blocks beyond what was asked for.</returns>
    private long Trace(ObjectTrace trace)
    {
        ReachVisitor visitor = new(trace);
        long rounding = 0;
        while (trace.TryNext(out nint obj))
        {
            long requested = RequestedInAll(obj, ObjectLayout.Type(obj));
            trace.Objects++;
            trace.RequestedBytes += requested;
            rounding += OccupiedBytes(obj) - requested;
            Traversal.VisitChildren(obj, ref visitor);
        }

        return rounding;
    }

    /// <summary>Bytes that were asked for an object and its blocks; of an instance what the later ones of its class ask
    /// for.</summary>
    private long RequestedInAll(nint obj, TypeInfo* info)
    {
        long bytes = RequestedBytes(obj, info);
        if (TVersion.KeepsAttributesInBlock && info->AttributesOffset != 0)
        {
            bytes += PythonSizes.AttributeBlockBytes(
                PythonSizes.AttributeCapacity(info->Attributes, int.MaxValue, _profile), out _);
        }

        for (int buffer = 0; buffer < info->BufferCount; buffer++)
        {
            bytes += ObjectLayout.Buffer(obj, buffer) == 0 || IsInlineBuffer(obj, info, buffer)
                ? 0
                : BufferBytes(obj, info, buffer);
        }

        return bytes;
    }

    private void AddFreeLists(FreeRuns free)
    {
        foreach (nint list in _freeLists.Values)
        {
            AddFreeList((FreeList*)list, free);
        }

        for (int length = 1; length < TupleListCount; length++)
        {
            AddFreeList(_tupleLists + length, free);
        }
    }

    private static void AddFreeList(FreeList* list, FreeRuns free)
    {
        for (nint obj = list->Head; obj != 0; obj = *(nint*)obj)
        {
            free.Add(SizeClasses.Bytes(SmallBlockAllocator<LargePools>.PoolOf(obj - list->PrefixBytes)->SizeClass));
        }
    }

    private readonly struct ReachVisitor(ObjectTrace trace) : IChildVisitor
    {
        public void Visit(nint child) => trace.Reach(child);
    }
}
