using Compare.Engines.CPython.Cycles;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>
/// The incremental collector of 3.14 (Mark Shannon; Python/gc.c, InternalDocs/garbage_collector.md): the old objects are
/// in two spaces, those that the current cycle has visited and those that are pending. An automatic collection examines
/// the young objects and as many pending ones as the work done so far allows; a cycle of collections begins with marking
/// what the frames reach, which needs no trial deletion.
/// </content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    /// <summary>Share of the heap that is examined for each new object's worth of work (SCAN_RATE_DIVISOR).</summary>
    private const int ScanRateDivisor = 10;

    /// <summary>Least second threshold that counts (scale_factor).</summary>
    private const int LeastScale = 2;

    /// <summary>Most heap to examine, in new objects; 3.14.0 has one and a half.</summary>
    private const int MostHeapForNew = 2;

    private long _tracked;
    private long _workToDo;
    private int _visitedSpace = 1;
    private bool _isCollectPhase;

    /// <summary>Number of the list of old objects that are still to be visited in this cycle.</summary>
    private int _pendingSpace => GenerationCountOf - _visitedSpace;

    private void CollectSpaces(int generation, ref CollectionTally tally)
    {
        switch (generation)
        {
            case 0:
                CollectYoung(ref tally);
                break;
            case 1:
                CollectIncrement(ref tally);
                break;
            default:
                CollectAllSpaces(ref tally);
                break;
        }
    }

    private void CollectYoung(ref CollectionTally tally)
    {
        UntrackTuples(_young);
        CollectRegion(_young, 0, ref tally);
        _count0 = 0;
        _olderCounts[_visitedSpace]++;
    }

    /// <summary>All objects: what was visited, then what is pending, then the young.</summary>
    private void CollectAllSpaces(ref CollectionTally tally)
    {
        UntrackTuples(_young);
        GcList.Merge(_young, Generation(_pendingSpace));
        GcList.Merge(Generation(_pendingSpace), Generation(_visitedSpace));
        CollectRegion(Generation(_visitedSpace), OldestGeneration, ref tally);
        _count0 = 0;
        _olderCounts[1] = 0;
        _olderCounts[OldestGeneration] = 0;
        CompleteCycle();
        ClearFreeLists();
    }

    /// <summary>One increment: nothing while the collector is ahead of its work, else marking or examining.</summary>
    private void CollectIncrement(ref CollectionTally tally)
    {
        int scale = Math.Max(LeastScale, _thresholds[1]);
        long heapShare = Math.Min(_tracked / ScanRateDivisor / scale, (long)_count0 * MostHeapForNew);
        _workToDo += _count0 + heapShare;
        _count0 = 0;
        if (_workToDo < 0)
        {
            tally.IsEmpty = true;
            return;
        }

        UntrackTuples(_young);
        if (!_isCollectPhase)
        {
            long marked = MarkFromFrames(isStart: true);
            _workToDo -= 2 * marked; // 3.14 subtracts it in two places.
            _isCollectPhase = true;
            tally.Visited = marked;
            tally.IsMarking = true;
            return;
        }

        long reached = MarkFromFrames(isStart: false);
        _workToDo -= reached;
        long size = ListSize(_young);
        GcList.Merge(_young, _work);
        SetGenerationOfAll(_work, 0);
        nint pending = Generation(_pendingSpace);
        while (size < _workToDo && !GcList.IsEmpty(pending))
        {
            size += 1 + AddTransitively(GcHeader.Next(pending));
        }

        // The work list is needed for what cannot be collected, so the increment goes back to the young list.
        GcList.Merge(_work, _young);
        CollectRegion(_young, 0, ref tally);
        tally.Visited += reached;
        _workToDo -= size;
        if (GcList.IsEmpty(pending))
        {
            CompleteCycle();
        }
    }

    /// <summary>Examines a list whose objects are at most of a generation; what survives has been visited.</summary>
    private void CollectRegion(nint list, int generation, ref CollectionTally tally)
    {
        SplitResult split = Split(list, generation, _visitedSpace);
        CountUntracked(split.Untracked);
        tally.Visited += split.Examined;
        if (list != Generation(_visitedSpace))
        {
            GcList.Merge(list, Generation(_visitedSpace));
        }

        HandleTrash(_visitedSpace, split.Unreachable, ref tally);
    }

    /// <summary>All old objects are visited: the spaces change their roles and marking begins anew.</summary>
    private void CompleteCycle()
    {
        if (GcList.IsEmpty(_permanent))
        {
            _visitedSpace = _pendingSpace;
        }
        else
        {
            // Frozen objects count as visited and cannot be touched, so the roles must stay.
            SetGenerationOfAll(Generation(_visitedSpace), _pendingSpace);
            GcList.Merge(Generation(_visitedSpace), Generation(_pendingSpace));
        }

        _workToDo = 0;
        _isCollectPhase = false;
    }

    /// <summary>Moves a pending object to the increment, and every pending object that it reaches.</summary>
    /// <returns>Objects reached.</returns>
    private long AddTransitively(nint header)
    {
        MoveVisitor visitor = new(_work, _pendingSpace, _pendingSpace, 0);
        GcList.Move(header, _work);
        GcHeader.SetGeneration(header, GcHeader.GenerationBits(0));
        for (; header != _work; header = GcHeader.Next(header))
        {
            Traversal.VisitChildren(GcHeader.Object(header), ref visitor);
        }

        return visitor.Moved;
    }

    /// <summary>
    /// Marks what the root area and the frames reach as visited. A frame that was marked in this cycle is the last one:
    /// those below it cannot have changed.
    /// </summary>
    /// <returns>Objects marked.</returns>
    private long MarkFromFrames(bool isStart)
    {
        MoveVisitor visitor = new(_work, 0, _pendingSpace, _visitedSpace);
        for (nint i = 0; i < _roots.Count; i++)
        {
            visitor.VisitIfAny(_roots[i].Address);
        }

        for (nint frame = InnermostFrame; frame != 0; frame = FrameChain.Previous(frame))
        {
            foreach (ObjectReference local in FrameChain.Locals(frame))
            {
                visitor.VisitIfAny(local.Address);
            }

            if (FrameChain.IsMarked(frame) && !isStart)
            {
                break;
            }

            FrameChain.Mark(frame);
        }

        for (nint header = GcHeader.Next(_work); header != _work; header = GcHeader.Next(header))
        {
            Traversal.VisitChildren(GcHeader.Object(header), ref visitor);
        }

        GcList.Merge(_work, Generation(_visitedSpace));
        return visitor.Moved;
    }

    private static long ListSize(nint list)
    {
        long size = 0;
        for (nint header = GcHeader.Next(list); header != list; header = GcHeader.Next(header))
        {
            size++;
        }

        return size;
    }

    private static void SetGenerationOfAll(nint list, int generation)
    {
        for (nint header = GcHeader.Next(list); header != list; header = GcHeader.Next(header))
        {
            GcHeader.SetGeneration(header, GcHeader.GenerationBits(generation));
        }
    }

    /// <summary>Moves tracked objects of one or two generations to a list and gives them another.</summary>
    private struct MoveVisitor(nint list, int from, int alsoFrom, int to) : IChildVisitor
    {
        public long Moved { get; private set; }

        public void VisitIfAny(nint obj)
        {
            if (obj != 0)
            {
                Visit(obj);
            }
        }

        public void Visit(nint child)
        {
            if (ObjectLayout.Type(child)->IsGc == 0)
            {
                return;
            }

            nint header = GcHeader.Of(child);
            nint bits = GcHeader.PreviousWord(header) & GcHeader.GenerationMask;
            bool isWanted = bits == GcHeader.GenerationBits(from) || bits == GcHeader.GenerationBits(alsoFrom);
            if (isWanted && GcHeader.IsTracked(header))
            {
                GcList.Move(header, list);
                GcHeader.SetGeneration(header, GcHeader.GenerationBits(to));
                Moved++;
            }
        }
    }
}
