using Compare.Engines.CPython.Cycles;
using Compare.Engines.CPython.Objects;

namespace Compare.Engines.CPython;

/// <content>
/// Containers that can be in no cycle leave the collector's lists: tuples whose items can be in none, and, to 3.13,
/// dictionaries. They come back when they are about to refer to something that can.
/// </content>
/// <remarks>
/// Python's tuples never change once they are complete. Here they can; and a container that was untracked because an
/// untracked tuple was all it held would then be missed. Such a tuple carries a mark; when it changes, every untracked
/// container is tracked again before the next collection, for good.
/// </remarks>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    private bool _tuplesChange;
    private bool _isRetrackPending;

    /// <summary>Tracks an untracked tuple or dictionary if what it is about to refer to can be in a cycle.</summary>
    /// <param name="obj">Address of the container, which is not tracked.</param>
    /// <param name="value">Address of the object, or 0.</param>
    internal void TrackForStore(nint obj, nint value)
    {
        if (value == 0)
        {
            return;
        }

        TypeInfo* info = ObjectLayout.Type(value);
        if (info->IsGc == 0)
        {
            return;
        }

        nint header = GcHeader.Of(value);
        if (info->IsTuple != 0 && !GcHeader.IsTracked(header) && ObjectLayout.Type(obj)->IsTuple == 0)
        {
            // An untracked tuple cannot reach a dictionary, which it would have to be tracked for.
            GcHeader.PreviousWord(header) |= GcHeader.Held;
            return;
        }

        if ((GcHeader.PreviousWord(GcHeader.Of(obj)) & GcHeader.Held) != 0)
        {
            _tuplesChange = true;
            _isRetrackPending = true;
            GcHeader.PreviousWord(GcHeader.Of(obj)) &= ~GcHeader.Held;
        }

        Track(obj);
    }

    /// <summary>Before a collection of 3.14: young tuples that turn out to hold nothing of interest leave the list.</summary>
    private void UntrackTuples(nint list)
    {
        nint next;
        for (nint header = GcHeader.Next(list); header != list; header = next)
        {
            next = GcHeader.Next(header);
            nint obj = GcHeader.Object(header);
            if (!_tuplesChange && ObjectLayout.Type(obj)->IsTuple != 0 && !Untracking.MayFormCycle(obj))
            {
                Untrack(obj);
                TrialDeletion<TVersion>.MarkHeldTuples(obj);
            }
        }
    }

    /// <summary>At the end of a full collection to 3.13: dictionaries that hold nothing of interest leave the list.</summary>
    /// <returns>Dictionaries that left.</returns>
    private long UntrackDicts(nint list)
    {
        long untracked = 0;
        nint next;
        for (nint header = GcHeader.Next(list); header != list; header = next)
        {
            next = GcHeader.Next(header);
            nint obj = GcHeader.Object(header);
            if (ObjectLayout.Type(obj)->IsDict != 0 && !_tuplesChange && !Untracking.MayFormCycle(obj))
            {
                Untrack(obj);
                TrialDeletion<TVersion>.MarkHeldTuples(obj);
                untracked++;
            }
        }

        return untracked;
    }

    /// <summary>Tracks every untracked tuple and dictionary that a tracked object reaches.</summary>
    private void RetrackContainers()
    {
        _isRetrackPending = false;
        RetrackVisitor visitor = new(this);
        for (int generation = 0; generation < GenerationCountOf; generation++)
        {
            // What is found goes to the tail of the last list and is walked in its turn.
            nint head = Generation(generation);
            for (nint header = GcHeader.Next(head); header != head; header = GcHeader.Next(header))
            {
                Traversal.VisitChildren(GcHeader.Object(header), ref visitor);
            }
        }
    }

    private readonly struct RetrackVisitor(CPythonEngine<TProbe, TVersion> engine) : IChildVisitor
    {
        public void Visit(nint child)
        {
            if (ObjectLayout.Type(child)->MayBeUntracked != 0 && !GcHeader.IsTracked(GcHeader.Of(child)))
            {
                GcHeader.SetUntracked(GcHeader.Of(child));
                engine.TrackIn(child, OldestGeneration);
                engine._tracked++;
            }
        }
    }
}
