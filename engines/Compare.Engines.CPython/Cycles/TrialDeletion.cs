using System.Runtime.CompilerServices;
using Compare.Engines.CPython.Objects;

namespace Compare.Engines.CPython.Cycles;

/// <summary>
/// Finds the objects of a list that nothing outside it refers to: subtract from each count the references that come from
/// inside the list; what keeps a count is alive, and so is everything that it reaches.
/// </summary>
/// <remarks>
/// CPython's form of trial deletion (Neil Schemenauer 2000; cf. Christopher 1984, Martínez, Wachenchauzer and Lins 1990),
/// Modules/gcmodule.c. Needs no stack and no memory: the counts live in the headers, and the worklist is the list itself.
/// While it runs, the walked list is linked forward only.
/// </remarks>
internal static unsafe class TrialDeletion
{
    private const nint OneReference = (nint)1 << GcHeader.ReferencesShift;

    /// <summary>Splits a list into what is reachable from outside and what is not.</summary>
    /// <param name="list">Head of the list; keeps the reachable objects, survivors in place, rescued ones behind them.</param>
    /// <param name="unreachable">Head of an empty list; receives the others, in order, still marked as collecting.</param>
    /// <param name="reachable">Number of objects that stay in the list.</param>
    /// <returns>Objects examined.</returns>
    public static long Split(nint list, nint unreachable, out long reachable)
    {
        long examined = CopyCounts(list);
        SubtractInternalReferences(list);
        reachable = MoveUnreachable(list, unreachable);
        ClearUnreachableMarks(unreachable);
        return examined;
    }

    /// <summary>Tells whether an object is in the list that is being collected.</summary>
    /// <param name="obj">Address of an object whose type the collector knows.</param>
    /// <returns>True while it is marked.</returns>
    public static bool IsCollecting(nint obj) =>
        (GcHeader.PreviousWord(GcHeader.Of(obj)) & GcHeader.Collecting) != 0;

    private static long CopyCounts(nint list)
    {
        long examined = 0;
        nint next;
        for (nint header = GcHeader.Next(list); header != list; header = next)
        {
            next = GcHeader.Next(header);
            int count = ObjectLayout.Count(GcHeader.Object(header));
            ref nint word = ref GcHeader.PreviousWord(header);
            word = ((nint)count << GcHeader.ReferencesShift) | GcHeader.Collecting | (word & GcHeader.Finalized);
            examined++;
        }

        return examined;
    }

    private static void SubtractInternalReferences(nint list)
    {
        SubtractVisitor visitor = default;
        for (nint header = GcHeader.Next(list); header != list; header = GcHeader.Next(header))
        {
            Traversal.VisitChildren(GcHeader.Object(header), ref visitor);
        }
    }

    private static long MoveUnreachable(nint list, nint unreachable)
    {
        RescueVisitor visitor = new(list);
        long reachable = 0;
        nint previous = list;
        nint header = GcHeader.Next(list);
        while (header != list)
        {
            ref nint word = ref GcHeader.PreviousWord(header);
            if (word >> GcHeader.ReferencesShift != 0)
            {
                Traversal.VisitChildren(GcHeader.Object(header), ref visitor);
                word = previous | (word & GcHeader.Finalized);
                previous = header;
                reachable++;
            }
            else
            {
                // Tentatively dead: a later survivor may rescue it.
                GcHeader.Next(previous) = GcHeader.Next(header);
                nint last = GcHeader.PreviousWord(unreachable);
                GcHeader.Next(last) = header | GcHeader.Unreachable;
                word = last | (word & GcHeader.PreviousFlags);
                GcHeader.Next(header) = unreachable | GcHeader.Unreachable;
                GcHeader.PreviousWord(unreachable) = header;
            }

            header = GcHeader.Next(previous);
        }

        GcHeader.PreviousWord(list) = previous;
        return reachable;
    }

    private static void ClearUnreachableMarks(nint unreachable)
    {
        nint header = unreachable;
        do
        {
            GcHeader.Next(header) &= ~GcHeader.Unreachable;
            header = GcHeader.Next(header);
        }
        while (header != unreachable);
    }

    private readonly struct SubtractVisitor : IChildVisitor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)] // The inner loop of every collection.
        public void Visit(nint child)
        {
            if (ObjectLayout.Type(child)->IsGc != 0)
            {
                ref nint word = ref GcHeader.PreviousWord(GcHeader.Of(child));
                if ((word & GcHeader.Collecting) != 0)
                {
                    word -= OneReference;
                }
            }
        }
    }

    private readonly struct RescueVisitor(nint list) : IChildVisitor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)] // The inner loop of every collection.
        public void Visit(nint child)
        {
            if (ObjectLayout.Type(child)->IsGc == 0)
            {
                return;
            }

            nint header = GcHeader.Of(child);
            ref nint word = ref GcHeader.PreviousWord(header);
            if ((word & GcHeader.Collecting) == 0)
            {
                return;
            }

            if ((GcHeader.Next(header) & GcHeader.Unreachable) != 0)
            {
                Rescue(header);
            }
            else if (word >> GcHeader.ReferencesShift == 0)
            {
                word |= OneReference; // Not walked yet: the walk will find it alive.
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)] // Most survivors of a young collection are rescued.
        private void Rescue(nint header)
        {
            // Out of the unreachable list, whose links are whole in both directions (next words marked).
            nint next = GcHeader.Next(header) & ~GcHeader.Unreachable;
            nint previous = GcHeader.Previous(header);
            GcHeader.Next(previous) = next | GcHeader.Unreachable;
            GcHeader.SetPrevious(next, previous);

            // To the tail of the list that is being walked, linked forward only.
            nint last = GcHeader.PreviousWord(list);
            GcHeader.Next(last) = header;
            GcHeader.Next(header) = list;
            GcHeader.PreviousWord(list) = header;
            ref nint word = ref GcHeader.PreviousWord(header);
            word = OneReference | (word & GcHeader.PreviousFlags);
        }
    }
}
