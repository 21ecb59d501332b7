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

    /// <summary>
    /// Splits a generation into what is reachable from outside and what is not, and takes reachable tuples out of the
    /// collector's sight that can never be part of a cycle again.
    /// </summary>
    /// <param name="list">
    /// Head of the list, which holds every object of the generation and all younger ones; keeps the reachable objects,
    /// survivors in place, rescued ones behind them.
    /// </param>
    /// <param name="generation">The generation.</param>
    /// <param name="older">The generation that survivors belong to from now on.</param>
    /// <param name="unreachable">Head of an empty list; receives the others, in order, still marked as collecting.</param>
    /// <param name="untracked">Head of the list that receives tuples the collector need not see; 0 to keep them in sight.</param>
    /// <param name="survivors">Number of objects that stay in the list.</param>
    /// <returns>Objects examined.</returns>
    /// <remarks>
    /// CPython copies all counts first and untracks tuples last, in passes of their own. Here a count is copied when the
    /// subtracting pass first meets its object, as a member or as a child; and a tuple is judged when the walk passes it,
    /// which happens in the order of the final list, so the outcome is the same.
    /// </remarks>
    public static long SplitGeneration(
        nint list, int generation, int older, nint unreachable, nint untracked, out long survivors)
    {
        SubtractYoungVisitor visitor = new(GcHeader.GenerationBits(generation));
        long examined = 0;
        for (nint header = GcHeader.Next(list); header != list; header = GcHeader.Next(header))
        {
            nint obj = GcHeader.Object(header);
            CopyCountIfNew(obj, ref GcHeader.PreviousWord(header));
            Traversal.VisitChildren(obj, ref visitor);
            examined++;
        }

        survivors = MoveUnreachable(list, unreachable, GcHeader.GenerationBits(older), untracked);
        ClearUnreachableMarks(unreachable);
        return examined;
    }

    /// <summary>Splits a list of trash whose objects are still marked as collecting.</summary>
    /// <param name="list">Head of the list; keeps what has become reachable, in generation <paramref name="older"/>.</param>
    /// <param name="older">The generation of what is kept.</param>
    /// <param name="unreachable">Head of an empty list; receives the others, in order, still marked as collecting.</param>
    /// <param name="reachable">Number of objects that stay in the list.</param>
    /// <returns>Objects examined.</returns>
    public static long SplitTrash(nint list, int older, nint unreachable, out long reachable)
    {
        long examined = 0;
        nint next;
        for (nint header = GcHeader.Next(list); header != list; header = next)
        {
            next = GcHeader.Next(header);
            ref nint word = ref GcHeader.PreviousWord(header);
            word &= ~GcHeader.Collecting;
            CopyCountIfNew(GcHeader.Object(header), ref word);
            examined++;
        }

        SubtractVisitor visitor = default;
        for (nint header = GcHeader.Next(list); header != list; header = GcHeader.Next(header))
        {
            Traversal.VisitChildren(GcHeader.Object(header), ref visitor);
        }

        reachable = MoveUnreachable(list, unreachable, GcHeader.GenerationBits(older), untracked: 0);
        ClearUnreachableMarks(unreachable);
        return examined;
    }

    /// <summary>Tells whether an object is in the list that is being collected.</summary>
    /// <param name="obj">Address of an object whose type the collector knows.</param>
    /// <returns>True while it is marked.</returns>
    public static bool IsCollecting(nint obj) =>
        (GcHeader.PreviousWord(GcHeader.Of(obj)) & GcHeader.Collecting) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The inner loop of every collection.
    private static void CopyCountIfNew(nint obj, ref nint word)
    {
        if ((word & GcHeader.Collecting) == 0)
        {
            word = ((nint)ObjectLayout.Count(obj) << GcHeader.ReferencesShift)
                | GcHeader.Collecting
                | (word & (GcHeader.Finalized | GcHeader.GenerationMask));
        }
    }

    private static long MoveUnreachable(nint list, nint unreachable, nint olderBits, nint untracked)
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
                nint obj = GcHeader.Object(header);
                visitor.KeepsTracked = false;
                Traversal.VisitChildren(obj, ref visitor);
                nint finalized = word & GcHeader.Finalized;
                if (untracked != 0 && !visitor.KeepsTracked && ObjectLayout.Type(obj)->IsTuple != 0)
                {
                    GcHeader.Next(previous) = GcHeader.Next(header);
                    if (GcHeader.PreviousWord(list) == header)
                    {
                        GcHeader.PreviousWord(list) = previous; // Rescued objects are appended behind the last one.
                    }

                    word = finalized | GcHeader.NoGeneration;
                    GcList.Append(untracked, header);
                }
                else
                {
                    word = previous | finalized | olderBits;
                    previous = header;
                    reachable++;
                }
            }
            else
            {
                // Tentatively dead: a later survivor may rescue it.
                GcHeader.Next(previous) = GcHeader.Next(header);
                if (GcHeader.PreviousWord(list) == header)
                {
                    GcHeader.PreviousWord(list) = previous;
                }

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

    private readonly struct SubtractYoungVisitor(nint generationBits) : IChildVisitor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)] // The inner loop of every collection.
        public void Visit(nint child)
        {
            if (ObjectLayout.Type(child)->IsGc != 0)
            {
                ref nint word = ref GcHeader.PreviousWord(GcHeader.Of(child));
                if ((word & GcHeader.GenerationMask) <= generationBits)
                {
                    CopyCountIfNew(child, ref word);
                    word -= OneReference;
                }
            }
        }
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

    private struct RescueVisitor(nint list) : IChildVisitor
    {
        /// <summary>Set when a child may still become part of a cycle, so that a tuple must stay in sight.</summary>
        public bool KeepsTracked { get; set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)] // The inner loop of every collection.
        public void Visit(nint child)
        {
            TypeInfo* info = ObjectLayout.Type(child);
            if (info->IsGc == 0)
            {
                return;
            }

            nint header = GcHeader.Of(child);
            KeepsTracked |= info->IsTuple == 0 || GcHeader.IsTracked(header);
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
        private readonly void Rescue(nint header)
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
